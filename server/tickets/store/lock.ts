import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { priorities, type Status, type Ticket } from '../../../domain/tickets/ticket.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { waits } from '../reads/waiting.ts';

export type LockedTicket = Ticket & { uuid: string };

/**
 * Loads a ticket for a change and holds it until the transaction ends. One the actor may not see does not exist for them.
 * Nothing is joined here: after waiting for the lock, PostgreSQL checks a join again with the other table's old row and
 * would lose a ticket whose status just changed.
 */
export function lockTicket(tx: Tx, p: Platform, by: { actor: Actor; number: number }): Promise<LockedTicket> {
  return lock(tx, p, sql<SqlBool>`tickets.number = ${by.number} and ${inScope(by.actor)}`);
}

export function lockTicketById(tx: Tx, p: Platform, by: { actor: Actor; ticketId: number }): Promise<LockedTicket> {
  return lock(tx, p, sql<SqlBool>`tickets.id = ${by.ticketId} and ${inScope(by.actor)}`);
}

/** Several tickets, in the order asked; whoever locks several takes them by ascending id. */
export async function lockTickets(
  tx: Tx,
  p: Platform,
  { actor, numbers }: { actor: Actor; numbers: readonly number[] },
): Promise<LockedTicket[]> {
  const rows = await tx.selectFrom('tickets').select(['id', 'number']).where('number', 'in', numbers).execute();
  const ticketIds = numbers.map((number) => rows.find((row) => row.number === number)?.id ?? 0);
  return lockTicketsById(tx, p, { actor, ticketIds });
}

export async function lockTicketsById(
  tx: Tx,
  p: Platform,
  { actor, ticketIds }: { actor: Actor; ticketIds: readonly number[] },
): Promise<LockedTicket[]> {
  const locked = new Map<number, LockedTicket>();
  for (const ticketId of [...ticketIds].sort((a, b) => a - b)) {
    locked.set(ticketId, await lockTicketById(tx, p, { actor, ticketId }));
  }
  return ticketIds.map((ticketId) => locked.get(ticketId) as LockedTicket);
}

/** The id of a ticket that is about to be locked, whoever may see it; 0 where there is none. */
export async function idOfTicket(tx: Tx, number: number): Promise<number> {
  const row = await tx.selectFrom('tickets').select('id').where('number', '=', number).executeTakeFirst();
  return row?.id ?? 0;
}

export function ticketNotFound(): AppError {
  return new AppError('not_found', 'ticket_not_found', 'There is no such ticket.');
}

type TicketRow = Omit<LockedTicket, 'status' | 'priority'> & { statusId: number; priority: number };

const columns = sql`id, uuid, number, version, subject, status_id as "statusId", priority, topic_id as "topicId",
      team_id as "teamId", tier, assignee_id as "assigneeId", requester_id as "requesterId",
      organization_id as "organizationId", inbox_id as "inboxId", channel, language, tags,
      custom_fields as "customFields", impact, urgency, resolution, snoozed_until as "snoozedUntil",
      merged_into as "mergedInto",
      reopened_count as "reopenedCount", first_replied_at as "firstRepliedAt", status_changed_at as "statusChangedAt",
      assigned_at as "assignedAt", solved_at as "solvedAt", closed_at as "closedAt", created_at as "createdAt",
      last_author_kind as "lastAuthorKind"`;

async function lock(tx: Tx, p: Platform, where: RawBuilder<SqlBool>): Promise<LockedTicket> {
  const { rows } = await sql<TicketRow>`select ${columns} from tickets where ${where} for update`.execute(tx);
  const row = rows[0];
  if (!row) throw ticketNotFound();
  return ticketOf(tx, p, row);
}

async function ticketOf(tx: Tx, p: Platform, { statusId, priority, ...rest }: TicketRow): Promise<LockedTicket> {
  return { ...rest, status: await statusById(tx, p, statusId), priority: priorities[priority] ?? 'medium' };
}

/**
 * Those of these tickets that still wait for somebody, by ascending id. One that another transaction holds is left out, or waited for
 * where `waitsForOthers`: asked again under the lock, it may have been given away.
 */
export async function lockWaiting(
  tx: Tx,
  p: Platform,
  asked: { actor: Actor; ticketIds: readonly number[]; waitsForOthers?: boolean },
): Promise<LockedTicket[]> {
  const { rows } = await sql<TicketRow>`
    select ${columns} from tickets
    where tickets.id = any(${asked.ticketIds as number[]}::bigint[]) and ${waits(p.clock.now())} and ${inScope(asked.actor)}
    order by id for update ${sql.raw(asked.waitsForOthers ? '' : 'skip locked')}`.execute(tx);
  return Promise.all(rows.map((row) => ticketOf(tx, p, row)));
}

async function statusById(tx: Tx, p: Platform, statusId: number): Promise<Status> {
  const status = (await statusesOf(p, tx)).find(({ id }) => id === statusId);
  if (status) return status;
  throw new AppError('unavailable', 'statuses_stale', 'A status was added a moment ago. Try again.');
}
