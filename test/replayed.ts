import { expect } from 'vitest';
import { type ReplayedEvent, replay } from '../domain/tickets/replay.ts';
import type { Desk } from './server.ts';

/** The ticket as its events alone rebuild it must be what its row says. */
export async function expectReplayed(desk: Desk, number: number): Promise<void> {
  const row = await desk.db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
  const rows = await desk.db.selectFrom('events').selectAll().where('ticket_id', '=', row.id).orderBy('id').execute();
  const events = rows.map((event) => ({
    type: event.type,
    at: event.at.toISOString(),
    actorKind: event.actor_kind,
    ticketVersion: event.ticket_version,
    changes: event.changes,
    details: event.details,
  })) as ReplayedEvent[];
  expect({ mergedInto: null, firstRepliedAt: null, ...replay(events) }).toMatchObject({
    messageCount: row.message_count,
    lastAuthorKind: row.last_author_kind,
    lastCustomerMessageAt: row.last_customer_message_at?.toISOString() ?? null,
    lastAgentReplyAt: row.last_agent_reply_at?.toISOString() ?? null,
    firstRepliedAt: row.first_replied_at?.toISOString() ?? null,
    version: row.version,
    mergedInto: row.merged_into,
    tags: row.tags,
  });
}
