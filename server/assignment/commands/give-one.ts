import type { DeskMethod } from '../../../domain/assignment/candidate.ts';
import { plan } from '../../../domain/assignment/plan.ts';
import type { Actor, RuleActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdTicketAs } from '../../tickets/commands/clocks.ts';
import { type HeldTicket, holdWaiting, tellOfHeld } from '../../tickets/commands/waiting.ts';
import { readAsked } from '../reads/asked.ts';
import { readMembers } from '../reads/members.ts';
import { readSkillRules, type SkillRule } from '../reads/skills.ts';
import { readTeamOf, type TeamRow } from '../reads/teams.ts';
import { toldNobody } from '../reads/told.ts';
import { readWeights } from '../reads/weights.ts';
import { holdAgents, memberIds } from '../store/claim.ts';
import { carryOut } from './carry-out.ts';

// One ticket that a rule or macro hands to the desk, whatever its team does with the others.

const system = { kind: 'system' } as const;

/** `by`: the rule that handed it over, in whose name it is given. `tries`: how often nobody could take it. */
export type HandedOver = { ticketId: number; by: RuleActor | typeof system; tries: number };

/**
 * In a commit of its own, soon after this one: agents are held before tickets, and whoever hands a ticket over holds it already.
 * A ticket that waits for nobody by then is left alone.
 */
export async function assignLater(
  tx: Tx,
  p: Platform,
  { ticketId, actor }: { ticketId: number; actor: Actor },
): Promise<void> {
  await holdTicketAs(tx, p, { actor, ticketId });
  await addJob(tx, p, { ticketId, by: actor.kind === 'rule' ? actor : system, tries: 0 });
}

const minute = 60_000;
const mostMinutes = 15;

/** One of them for a ticket at a time. Where nobody could take it, it waits a minute, then twice as long, up to a quarter of an hour. */
async function addJob(tx: Tx, p: Platform, handed: HandedOver): Promise<void> {
  const minutes = handed.tries === 0 ? 0 : Math.min(2 ** (handed.tries - 1), mostMinutes);
  const runAt = new Date(p.clock.now().getTime() + minutes * minute);
  await p.jobs.add(tx, 'assign-ticket', handed, { key: `assign-ticket ${handed.ticketId}`, runAt });
}

/** Gives the ticket to whom its team would give it; where nobody can take it, tries again later, as long as it waits. */
export async function assignOne(p: Platform, handed: HandedOver): Promise<void> {
  await transaction(p.db, async (tx) => {
    const came = await tryOne(tx, p, handed);
    if (came === 'nobody') await addJob(tx, p, { ...handed, tries: handed.tries + 1 });
    if (came === 'moved') await addJob(tx, p, handed);
  });
}

async function tryOne(tx: Tx, p: Platform, { ticketId, by }: HandedOver): Promise<'over' | 'nobody' | 'moved'> {
  const team = await readTeamOf(tx, ticketId);
  if (team) await holdAgents(tx, await memberIds(tx, team.teamId));
  const held = await holdWaiting(tx, p, { actor: system, ticketIds: [ticketId], waitsForOthers: true });
  const [ticket] = held;
  if (ticket === undefined) return 'over';
  if (ticket.teamId !== (team?.teamId ?? null)) return 'moved';
  if (team === null) return tellNoTeam(tx, p, { ticket, by });
  const now = p.clock.now();
  const weightOf = await readWeights(tx);
  const members = await readMembers(tx, { teamId: team.teamId, weightOf, now });
  const { method, rules } = await wayOf(tx, team);
  const asked = await readAsked(tx, { tickets: held, prefersPrevious: team.prefersPreviousAgent, rules, now });
  const planned = plan(method, { waiting: asked, members, weightOf, now });
  await carryOut(tx, p, { actor: by, method, held, asked, planned, now });
  return planned[0]?.choice.agentId == null ? 'nobody' : 'over';
}

/** A team that gives out nothing by itself has no way of its own: who knows best, where skills are asked for, else who holds least. */
async function wayOf(tx: Tx, { method }: TeamRow): Promise<{ method: DeskMethod; rules: SkillRule[] }> {
  if (method !== 'manual' && method !== 'skills') return { method, rules: [] };
  const rules = await readSkillRules(tx);
  return { method: method === 'skills' || rules.length > 0 ? 'skills' : 'least_loaded', rules };
}

type Untold = { ticket: HeldTicket; by: HandedOver['by'] };

async function tellNoTeam(tx: Tx, p: Platform, { ticket, by }: Untold): Promise<'over'> {
  const told = await toldNobody(tx, [ticket.id]);
  const reason = { code: 'assigned_no_team', values: {} };
  const event = { type: 'ticket.not_assigned' as const, reason };
  if (!told.has(ticket.id)) await tellOfHeld(tx, ticket, { actor: by, event, at: p.clock.now() });
  return 'over';
}
