import type { Skipped } from '../../../domain/assignment/candidate.ts';
import { unableFor } from '../../../domain/assignment/choose.ts';
import { candidateFor, loadOf, type TeamMember, type WaitingTicket } from '../../../domain/assignment/plan.ts';
import type { Reason } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { giveHeld, holdWaiting } from '../../tickets/commands/waiting.ts';
import { type Waiting, waitingTickets } from '../../tickets/reads/waiting.ts';
import { readAsked } from '../reads/asked.ts';
import { readMember } from '../reads/members.ts';
import { readSkillRules, type SkillRule } from '../reads/skills.ts';
import { readWeights } from '../reads/weights.ts';
import { holdAgents } from '../store/claim.ts';

// "Next ticket": who asks is there, so nobody looks at presence or hours. Limits, required skills and what they may see count.

type Search = {
  actor: AgentActor;
  member: TeamMember;
  weightOf(channel: string): number;
  rules: readonly SkillRule[];
  /** Tickets that another agent is taking just now. */
  busy: number[];
  /** Why tickets were passed over. */
  unable: Set<Skipped>;
};

/** Takes the ticket most worth doing among those the agent may take: due first, then by priority, then the oldest. */
export async function takeNext(p: Platform, actor: AgentActor): Promise<{ number: number | null; reason: Reason }> {
  return transaction(p.db, async (tx) => {
    await holdAgents(tx, [actor.id]);
    const now = p.clock.now();
    const weightOf = await readWeights(tx);
    const member = await readMember(tx, { agentId: actor.id, weightOf, now });
    const search: Search = { actor, member, weightOf, rules: await readSkillRules(tx), busy: [], unable: new Set() };
    const teamIds = actor.teamIds.length > 0 ? [...actor.teamIds, null] : ('any' as const);
    const number = await takeFrom(tx, p, { search, waiting: await waitingTickets(tx, { actor, teamIds, now }) });
    return { number, reason: number === null ? whyNothing(search) : tookNext };
  });
}

const tookNext: Reason = { code: 'took_next', values: {} };
/** Few enough that of many who press at once each looks at little that others take. */
const lookedAt = 20;

type From = { search: Search; waiting: readonly Waiting[] };

async function takeFrom(tx: Tx, p: Platform, { search, waiting }: From): Promise<number | null> {
  for (let at = 0; at < waiting.length; at += lookedAt) {
    for (const ticketId of await fitting(tx, p, { search, waiting: waiting.slice(at, at + lookedAt) })) {
      const number = await take(tx, p, { search, ticketId, waitsForOthers: false });
      if (number !== null) return number;
      search.busy.push(ticketId);
    }
  }
  // Nothing else is left: another agent may yet let go of one of these.
  for (const ticketId of search.busy) {
    const number = await take(tx, p, { search, ticketId, waitsForOthers: true });
    if (number !== null) return number;
  }
  return null;
}

/** Of these tickets those for which the agent has room and the skills, in order. */
async function fitting(tx: Tx, p: Platform, { search, waiting }: From): Promise<number[]> {
  const { member, rules, unable } = search;
  const asked = await readAsked(tx, { tickets: waiting, prefersPrevious: false, rules, now: p.clock.now() });
  const fits = (ticket: WaitingTicket) => {
    const need = { ...ticket, gaveBack: [], weight: search.weightOf(ticket.channel) };
    const why = unableFor(candidateFor(member, ticket.channel), need);
    if (why !== null) unable.add(why);
    return why === null;
  };
  return asked.filter(fits).map(({ ticketId }) => ticketId);
}

type Taking = { search: Search; ticketId: number; waitsForOthers: boolean };

async function take(tx: Tx, p: Platform, { search, ticketId, waitsForOthers }: Taking): Promise<number | null> {
  const { actor } = search;
  const [ticket] = await holdWaiting(tx, p, { actor, ticketIds: [ticketId], waitsForOthers });
  if (ticket === undefined) return null;
  const given = [{ ticket, assigneeId: actor.id, reason: tookNext }];
  await giveHeld(tx, p, { actor, at: p.clock.now(), given });
  return ticket.number;
}

function whyNothing({ member, unable }: Search): Reason {
  if (unable.size === 0) return { code: 'next_nothing_waits', values: {} };
  if (unable.has('lacks_skill')) return { code: 'next_nothing_fits', values: {} };
  const load = Math.round(loadOf(member.loads) * 100) / 100;
  return { code: 'next_at_cap', values: { load, cap: member.cap } };
}
