import { z } from 'zod';
import { assignmentMethods, skillLevels } from '../domain/assignment/candidate.ts';
import { needKinds } from '../domain/assignment/needs.ts';
import type { Condition } from '../domain/conditions/condition.ts';
import { instant, publicId, reason, translated, typedWords } from './common.ts';
import { hoursOfDay } from './holidays.ts';

// Paths: GET /api/assignment (how teams give out, what channels weigh) · PUT /api/teams/:teamId/assignment ·
// PUT /api/channel-weights · GET /api/agent-limits · PATCH /api/agents/:agentId/limits · GET, POST /api/skills ·
// PATCH, DELETE /api/skills/:skillId · PUT /api/availability · POST /api/presence · POST /api/tickets/next ·
// GET /api/tickets/:number/assignment.

const minutes = z.int().min(1).max(100_000).nullable();
const teamFields = {
  method: z.enum(assignmentMethods),
  /** Who answered this customer last comes first, where they can take it. */
  prefersPreviousAgent: z.boolean(),
  /** A ticket the desk gave goes back when its agent is offline or away for so long; null: it stays. */
  absentMinutes: minutes,
  /** And when its agent did nothing in it for so many minutes of the team's business hours. */
  silentMinutes: minutes,
  /** Also tickets that the agent answered already. */
  returnsAnswered: z.boolean(),
};
export const teamAssignment = z.strictObject({
  team: z.strictObject({ id: publicId, name: z.string() }),
  ...teamFields,
});
export type TeamAssignment = z.infer<typeof teamAssignment>;
export const teamAssignmentBody = z.strictObject(teamFields);

/** What an open ticket of a channel weighs; `usual` is what the channel itself says. */
export const channelWeight = z.strictObject({ channel: z.string(), weight: z.number(), usual: z.number() });
export const assignmentReply = z.strictObject({ teams: z.array(teamAssignment), weights: z.array(channelWeight) });
export type AssignmentSettings = z.infer<typeof assignmentReply>;
/** By channel; null goes back to the usual weight. */
export const channelWeightsBody = z.strictObject({
  weights: z.record(z.string().min(1).max(60), z.number().min(0.01).max(100).nullable()),
});

const cap = z.number().min(0).max(1_000);
const level = z.int().min(1).max(skillLevels.length);
const absence = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { message: 'It ends before it begins.' });
const limitFields = {
  /** The most an agent holds, in weights of open tickets; null: no limit. */
  cap: cap.nullable(),
  /** The most of one channel; what is absent has no limit of its own. */
  channelCaps: z.record(z.string().min(1).max(60), cap),
  /** IANA; null is the team's. */
  timeZone: z.string().min(1).max(64).nullable(),
  /** Monday to Sunday; null is the business hours of the team. */
  week: z.array(hoursOfDay).length(7).nullable(),
  absences: z.array(absence).max(200),
  /** Levels from 1 to 5 by skill. */
  skills: z.record(publicId, level),
};
export const agentLimits = z.strictObject({
  agent: z.strictObject({ id: publicId, name: z.string() }),
  teams: z.array(z.string()),
  ...limitFields,
  isOnline: z.boolean(),
  isAway: z.boolean(),
  isAbsent: z.boolean(),
  /** What they hold now. */
  load: z.number(),
});
export type AgentLimits = z.infer<typeof agentLimits>;
export const agentLimitsList = z.strictObject({ limits: z.array(agentLimits) });
export const agentLimitsReply = z.strictObject({ limits: agentLimits });
export const updateLimitsBody = z.strictObject(limitFields).partial();

const skillNeed = z.strictObject({
  kind: z.enum(needKinds),
  level,
  /** As domain/conditions reads it. */
  condition: z.record(z.string(), z.unknown()) as unknown as z.ZodType<Condition>,
});
const needs = z.array(skillNeed).max(50);
/** `agents`: how many have it. */
export const skill = z.strictObject({ id: publicId, name: translated, needs, agents: z.int() });
export type Skill = z.infer<typeof skill>;
export const skillList = z.strictObject({ skills: z.array(skill) });
export const skillReply = z.strictObject({ skill });
export const skillParams = z.strictObject({ skillId: publicId });
export const skillBody = z.strictObject({ name: typedWords(100), needs: needs.default([]) });
export const updateSkillBody = z.strictObject({ name: typedWords(100), needs }).partial();

export const availabilityBody = z.strictObject({ isAway: z.boolean() });

/** Number of the ticket taken; null when there is nothing, and `reason` says why. */
export const nextTicketReply = z.strictObject({ number: z.int().nullable(), reason });

/**
 * Why somebody holds the ticket, or nobody does. `reason` is null where a person gave it or nothing was decided; its values name
 * agents and skills by `{id, name}`. `excess`: the assignee holds more than their limit.
 */
export const ticketAssignment = z.strictObject({
  decidedAt: instant.nullable(),
  reason: reason.nullable(),
  excess: z.strictObject({ load: z.number(), cap: z.number() }).nullable(),
});
export type TicketAssignment = z.infer<typeof ticketAssignment>;
export const ticketAssignmentReply = z.strictObject({ assignment: ticketAssignment });
