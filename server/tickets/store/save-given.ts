import { sql } from 'kysely';
import type { Decision } from '../../../domain/events.ts';
import { after } from '../../../domain/tickets/decide.ts';
import { categoryRank, type Ticket, type TicketChanges } from '../../../domain/tickets/ticket.ts';
import type { Tx } from '../../platform/platform.ts';
import type { LockedTicket } from './lock.ts';
import type { Recorded } from './pieces.ts';

/** All that giving a ticket to somebody changes. */
const changed = new Set<keyof TicketChanges>(['assigneeId', 'assignedAt', 'status', 'statusChangedAt']);

export type DecidedTicket = { ticket: LockedTicket; decision: Decision };

/**
 * Many tickets that were given to somebody, with their events, in one statement: one by one they cost five times as much. All of
 * them are held. What such a decision may not change is refused rather than lost.
 */
export async function saveGiven(tx: Tx, decided: readonly DecidedTicket[], recorded: Recorded): Promise<void> {
  const given = decided.filter(({ decision }) => decision.events.length > 0).map(rowOf);
  if (given.length === 0) return;
  const { at, actor, channel, cause } = recorded;
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id bigint, status_id smallint,
        status_category smallint, status_changed_at timestamptz, assignee_id bigint, assigned_at timestamptz, drafts jsonb)
    ), ticket as (
      update tickets set status_id = given.status_id, status_category = given.status_category,
        status_changed_at = given.status_changed_at, assignee_id = given.assignee_id, assigned_at = given.assigned_at,
        version = version + 1, updated_at = ${at}::timestamptz
      from given where tickets.id = given.id returning tickets.id, tickets.version, given.drafts
    )
    insert into events (at, type, ticket_id, ticket_version, actor_kind, actor_id, channel, cause, changes, reason, details)
    select ${at}::timestamptz, e.draft ->> 'type', ticket.id, ticket.version, ${actor.kind}::text,
      ${actor.id ?? null}::bigint, ${channel}::text, ${JSON.stringify(cause)}::jsonb,
      coalesce(e.draft -> 'changes', '{}'), e.draft -> 'reason', coalesce(e.draft -> 'details', '{}')
    from ticket, jsonb_array_elements(ticket.drafts) with ordinality as e (draft, nth)
    order by ticket.id, e.nth`.execute(tx);
}

function rowOf({ ticket, decision }: DecidedTicket) {
  const unknown = (Object.keys(decision.changes) as (keyof TicketChanges)[]).find((field) => !changed.has(field));
  if (unknown !== undefined) throw new Error(`Giving a ticket to somebody cannot change its ${unknown}.`);
  const now: Ticket = after(ticket, decision);
  return {
    id: ticket.id,
    status_id: now.status.id,
    status_category: categoryRank(now.status.category),
    status_changed_at: now.statusChangedAt,
    assignee_id: now.assigneeId,
    assigned_at: now.assignedAt,
    drafts: decision.events,
  };
}
