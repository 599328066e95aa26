import { z } from 'zod';
import { slaMetrics } from '../domain/sla/policy.ts';
import { priorities } from '../domain/tickets/ticket.ts';
import { instant, priority, publicId, shortText, statusCategory } from './common.ts';
import { condition } from './conditions.ts';
import { holiday, holidaySource, holidaySourceBody, hoursOfDay } from './holidays.ts';

// Paths: GET, POST /api/business-hours · PATCH, DELETE /api/business-hours/:businessHoursId · GET, POST /api/sla-policies ·
// PATCH, DELETE /api/sla-policies/:slaPolicyId · PUT /api/sla-policies/order · GET /api/tickets/:number/sla.

const businessHoursFields = {
  name: shortText,
  /** IANA, `America/Sao_Paulo`; null is the company's. */
  timeZone: z.string().min(1).max(64).nullable(),
  /** Monday to Sunday. */
  week: z.array(hoursOfDay).length(7),
  /** Days by hand; they count before those that come from elsewhere. */
  holidays: z.array(holiday).max(2_000),
};
const sources = z.array(holidaySourceBody).max(10);
export const businessHours = z.strictObject({
  id: publicId,
  ...businessHoursFields,
  sources: z.array(holidaySource),
  isDefault: z.boolean(),
  /** Who works by them; the default ones are everybody else's. */
  teams: z.array(z.strictObject({ id: publicId, name: z.string() })),
  inboxes: z.array(z.strictObject({ id: publicId, name: z.string() })),
});
export type BusinessHours = z.infer<typeof businessHours>;
const users = { teams: z.array(publicId).max(500), inboxes: z.array(publicId).max(500) };
export const businessHoursBody = z.strictObject({
  ...businessHoursFields,
  timeZone: businessHoursFields.timeZone.default(null),
  holidays: businessHoursFields.holidays.default([]),
  sources: sources.default([]),
  teams: users.teams.optional(),
  inboxes: users.inboxes.optional(),
});
export const updateBusinessHoursBody = z.strictObject({ ...businessHoursFields, sources, ...users }).partial();
export const businessHoursList = z.strictObject({ businessHours: z.array(businessHours) });
export const businessHoursReply = z.strictObject({ businessHours });
export const businessHoursParams = z.strictObject({ businessHoursId: publicId });

const metric = z.enum(slaMetrics);
const target = z.strictObject({ minutes: z.int().min(1).max(1_000_000), hours: z.enum(['calendar', 'business']) });
const warning = z.union([
  z.strictObject({ minutes: z.int().min(1).max(100_000) }),
  z.strictObject({ percent: z.int().min(1).max(99) }),
]);
const policyFields = {
  name: shortText,
  isEnabled: z.boolean(),
  /** Of several enabled policies the first one whose condition holds is a ticket's. */
  condition,
  /** Promises by metric and priority; what is absent is not promised. */
  targets: z.partialRecord(metric, z.partialRecord(z.enum(priorities), target)),
  /** Categories in which the resolution clock rests. */
  pausesIn: z.array(statusCategory.extract(['new', 'open', 'pending', 'on_hold'])).max(4),
  /** When to warn of a promise, in minutes of its own hours before its time is up or in percent of it; none for no warning. */
  warnings: z.array(warning).max(5),
};
export const slaPolicy = z.strictObject({ id: publicId, position: z.int(), ...policyFields });
export type SlaPolicy = z.infer<typeof slaPolicy>;
export const slaPolicyBody = z.strictObject({
  ...policyFields,
  isEnabled: policyFields.isEnabled.default(true),
  condition: policyFields.condition.default({ all: [] }),
  pausesIn: policyFields.pausesIn.default(['pending', 'on_hold']),
  warnings: policyFields.warnings.default([{ minutes: 60 }]),
});
export const updateSlaPolicyBody = z.strictObject(policyFields).partial();
export const slaPolicyList = z.strictObject({ policies: z.array(slaPolicy) });
export const slaPolicyReply = z.strictObject({ policy: slaPolicy });
export const slaPolicyParams = z.strictObject({ slaPolicyId: publicId });
/** Those named come first, in this order; the others follow as they stood. */
export const slaPolicyOrderBody = z.strictObject({ policies: z.array(publicId).min(1).max(500) });

const clock = z.strictObject({
  metric,
  startedAt: instant,
  target,
  state: z.enum(['running', 'paused', 'met', 'dropped']),
  /** When its time is, or was, up; null while it rests, or where the business hours never open again. */
  dueAt: instant.nullable(),
  endedAt: instant.nullable(),
  breachedAt: instant.nullable(),
  /** Of the target's own hours, negative when late. */
  leftSeconds: z.int(),
  /** When it ran; between two of them it rested. The last one of a running clock has no end. */
  runs: z.array(z.strictObject({ from: instant, to: instant.nullable() })),
  /** How much of it each day took or takes until its time is up, by the days of its business hours. */
  account: z.array(z.strictObject({ date: z.iso.date(), minutes: z.int() })),
});
const ledgerEntry = z.strictObject({
  at: instant,
  metric,
  what: z.enum(['started', 'took_in', 'paused', 'resumed', 'retargeted', 'met', 'dropped', 'breached']),
  category: statusCategory.nullable(),
  target,
  dueAt: instant.nullable(),
});
/** Why a ticket is due when it is: the promises, how they stand, and everything that moved them, oldest first. */
export const ticketSla = z.strictObject({
  /** `by`: a rule gave it to the ticket, its topic has it, or it is the first one whose condition holds. */
  policy: z.strictObject({ id: publicId, name: z.string(), by: z.enum(['rule', 'topic', 'condition']) }).nullable(),
  businessHours: z.strictObject({
    id: publicId,
    name: z.string(),
    timeZone: z.string(),
    week: businessHoursFields.week,
  }),
  priority,
  clocks: z.array(clock),
  /** When the desk is open, from the first promise to now or the last due time; empty where that are too many stretches. */
  open: z.array(z.strictObject({ from: instant, to: instant })),
  ledger: z.array(ledgerEntry),
});
export type TicketSla = z.infer<typeof ticketSla>;
export const ticketSlaReply = z.strictObject({ sla: ticketSla });
