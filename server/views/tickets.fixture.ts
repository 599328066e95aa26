import { sql } from 'kysely';
import { fold } from '../../domain/text.ts';
import { categoryRank, type Priority, priorityRank, type StatusCategory } from '../../domain/tickets/ticket.ts';
import type { Desk } from '../../test/server.ts';
import { newId } from '../platform/ids.ts';

export type GivenTicket = {
  number: number;
  category: StatusCategory;
  priority: Priority;
  subject?: string;
  assignee?: number;
  team?: number;
  author?: 'contact' | 'agent';
  due?: string;
  solvedHoursAgo?: number;
};

/** A ticket of Carla's put straight into the database: lists and counts are tested without the room that opens tickets. */
export async function addTicket(desk: Desk, given: GivenTicket): Promise<number> {
  const { contacts, organizations, inbox } = desk.world;
  const at = new Date(Date.UTC(2026, 10, 20) + given.number * 60_000);
  const subject = given.subject ?? `Ticket ${given.number}`;
  const solvedAt =
    given.solvedHoursAgo === undefined ? null : new Date(desk.clock.now().getTime() - given.solvedHoursAgo * 3_600_000);
  const { rows } = await sql<{ id: number }>`
    insert into tickets (uuid, number, subject, subject_folded, status_id, status_category, priority, team_id, assignee_id,
      requester_id, organization_id, inbox_id, channel, last_author_kind, next_due_at, solved_at, created_at, updated_at)
    values (${newId()}, ${given.number}, ${subject}, ${fold(subject)},
      (select id from statuses where slug = ${given.category}), ${categoryRank(given.category)},
      ${priorityRank(given.priority)}, ${given.team ?? null}, ${given.assignee ?? null}, ${contacts.carla.id},
      ${organizations.padaria.id}, ${inbox.id}, 'email', ${given.author ?? null}, ${given.due ?? 'infinity'}::timestamptz,
      ${solvedAt}, ${at}, ${at})
    returning id`.execute(desk.db);
  return rows[0]?.id ?? 0;
}
