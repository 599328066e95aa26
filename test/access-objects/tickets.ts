import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';
import type { Owner } from './owner.ts';

type NewTicket = Owner & { marker: string; contactId: number; organizationId: number | null; topicId: number };

/** A ticket that was escalated, one it may belong to, one that was merged into that other one, and one that was split off from it and is an incident of it. */
export async function makeTickets(desk: Desk, of: NewTicket) {
  const { db, clock } = desk;
  const ticket = await insertTicket(desk, of);
  const other = await insertTicket(desk, of);
  const link = { from_ticket_id: ticket.id, to_ticket_id: other.id, kind: 'may_belong_to' as const };
  await db.insertInto('ticket_links').values(link).execute();
  const merged = await insertTicket(desk, of);
  await mergeInto(desk, { ticketId: merged.id, intoId: other.id });
  const splitOff = await insertTicket(desk, of);
  const split = { ticket_id: splitOff.id, from_ticket_id: other.id, created_at: clock.now() };
  await db.insertInto('splits').values(split).execute();
  const incident = { from_ticket_id: splitOff.id, to_ticket_id: other.id, kind: 'incident_of' as const };
  await db.insertInto('ticket_links').values(incident).execute();
  await db
    .insertInto('escalations')
    .values({
      ticket_id: ticket.id,
      from_team_id: of.teamId,
      from_tier: 1,
      reason: of.marker,
      created_at: clock.now(),
    })
    .execute();
  const numbers = { otherNumber: other.number, mergedNumber: merged.number, splitNumber: splitOff.number };
  return { ticket, tickets: { number: ticket.number, ...numbers } };
}

async function insertTicket(desk: Desk, of: NewTicket) {
  const { db } = desk;
  const counter = await db.selectFrom('ticket_counter').select('next').executeTakeFirstOrThrow();
  await db
    .updateTable('ticket_counter')
    .set({ next: counter.next + 1 })
    .execute();
  const status = await db.selectFrom('statuses').selectAll().where('slug', '=', 'open').executeTakeFirstOrThrow();
  return db
    .insertInto('tickets')
    .values({
      uuid: newId(),
      number: counter.next,
      subject: `Subject ${of.marker}`,
      subject_folded: `subject ${of.marker}`,
      status_id: status.id,
      status_category: status.category,
      priority: 2,
      team_id: of.teamId,
      assignee_id: of.agentId,
      topic_id: of.topicId,
      requester_id: of.contactId,
      organization_id: of.organizationId,
      inbox_id: desk.world.inbox.id,
      channel: 'email',
      tags: [of.marker],
      preview: `Preview ${of.marker}`,
      message_count: 1,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}

async function mergeInto({ db, clock }: Desk, { ticketId, intoId }: { ticketId: number; intoId: number }) {
  const { status_id } = await db
    .updateTable('tickets')
    .set({ merged_into: intoId, message_count: 0 })
    .where('id', '=', ticketId)
    .returning('status_id')
    .executeTakeFirstOrThrow();
  const brought = JSON.stringify({ contactIds: [], agentIds: [], tags: [] });
  await db
    .insertInto('merges')
    .values({ ticket_id: ticketId, into_ticket_id: intoId, status_id, brought, created_at: clock.now() })
    .execute();
}
