import { sql } from 'kysely';
import type { TicketAssignment } from '../../../contract/assignment.ts';
import type { AssignmentMethod } from '../../../domain/assignment/candidate.ts';
import { exceeds } from '../../../domain/assignment/choose.ts';
import { loadOf, plan, type WaitingTicket } from '../../../domain/assignment/plan.ts';
import { reasonOf } from '../../../domain/assignment/reason.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Reason } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import { nameEverything } from '../../tickets/reads/named-ids.ts';
import { waits } from '../../tickets/reads/waiting.ts';
import { readAsked } from './asked.ts';
import { readMember, readMembers } from './members.ts';
import { readSkillRules } from './skills.ts';
import { readTeam } from './teams.ts';
import { readWeights } from './weights.ts';

type Ticket = {
  id: number;
  channel: string;
  teamId: number | null;
  assigneeId: number | null;
  isWaiting: boolean;
  givenAt: Date | null;
  givenFor: Reason | null;
};

/** Why somebody has the ticket, as it was decided; or why nobody has, as things stand at this very moment. */
export async function explainAssignment(
  p: Platform,
  asked: { actor: Actor; number: number },
): Promise<TicketAssignment> {
  const ticket = await ticketInScope(p, asked);
  const decided = ticket.assigneeId === null ? await whyNobody(p, ticket) : ticket.givenFor;
  const [reason = null] = await nameEverything(p.db, asked.actor, [decided]);
  return {
    decidedAt: ticket.assigneeId === null ? null : (ticket.givenAt?.toISOString() ?? null),
    reason,
    excess: ticket.assigneeId === null ? null : await excessOf(p, ticket.assigneeId),
  };
}

async function ticketInScope(p: Platform, { actor, number }: { actor: Actor; number: number }): Promise<Ticket> {
  const { rows } = await sql<Ticket>`
    select tickets.id, channel, team_id as "teamId", assignee_id as "assigneeId", ${waits(p.clock.now())} as "isWaiting",
      given.at as "givenAt", given.reason as "givenFor"
    from tickets left join lateral (
      select at, reason from events where ticket_id = tickets.id and type in ('ticket.opened', 'ticket.assigned')
        and changes ? 'assigneeId' order by events.id desc limit 1
    ) as given on true
    where number = ${number} and ${inScope(actor)}`.execute(p.db);
  if (!rows[0]) throw new AppError('not_found', 'ticket_not_found', 'There is no such ticket.');
  return rows[0];
}

/** Null where nobody is looked for: the ticket rests, or its team gives out nothing by itself. */
async function whyNobody(p: Platform, { id, channel, teamId, isWaiting }: Ticket): Promise<Reason | null> {
  if (!isWaiting || teamId === null) return null;
  const { method, prefersPreviousAgent: prefersPrevious } = await readTeam(p.db, teamId);
  if (method === 'manual') return null;
  const now = p.clock.now();
  const rules = method === 'skills' ? await readSkillRules(p.db) : [];
  const weightOf = await readWeights(p.db);
  const members = await readMembers(p.db, { teamId, weightOf, now });
  const waiting = await readAsked(p.db, { tickets: [{ id, channel }], prefersPrevious, rules, now });
  const [planned] = plan(method as Exclude<AssignmentMethod, 'manual'>, { waiting, members, weightOf, now });
  if (planned === undefined) return null;
  // Somebody can take it, so it is about to be given, or others come before it.
  if (planned.choice.agentId !== null) return { code: 'assigned_soon', values: {} };
  return reasonOf(method as Exclude<AssignmentMethod, 'manual'>, waiting[0] as WaitingTicket, planned.choice);
}

async function excessOf(p: Platform, agentId: number): Promise<TicketAssignment['excess']> {
  const weightOf = await readWeights(p.db);
  const { loads, cap } = await readMember(p.db, { agentId, weightOf, now: p.clock.now() });
  const load = loadOf(loads);
  return cap !== null && exceeds(load, cap) ? { load: Math.round(load * 100) / 100, cap } : null;
}
