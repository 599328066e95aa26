import { sql } from 'kysely';
import type { EventType, FieldChanges } from '../../../domain/events.ts';
import type { Platform } from '../../platform/platform.ts';
import type { News } from '../news.ts';

/** Where the log and the notifications end now. */
export async function endsOfLogs(p: Platform): Promise<{ position: number; notificationId: number }> {
  const { rows } = await sql<{ position: number; notification_id: number }>`
    select last as position, coalesce((select max(id) from notifications), 0) as notification_id
    from event_positions`.execute(p.db);
  return { position: rows[0]?.position ?? 0, notificationId: rows[0]?.notification_id ?? 0 };
}

type NewsRow = {
  position: number;
  type: EventType;
  subject_id: number | null;
  changes: FieldChanges;
  number: number | null;
  assignee_id: number | null;
  team_id: number | null;
  requester_id: number;
  follower_ids: number[];
};

/** What happened after `after` (and up to `until`), in order. */
export async function newsAfter(
  p: Platform,
  { after, until, limit }: { after: number; until?: number; limit: number },
): Promise<News[]> {
  const { rows } = await sql<NewsRow>`
    select events.position, events.type, events.subject_id, events.changes,
      tickets.number, tickets.assignee_id, tickets.team_id, tickets.requester_id,
      array(select agent_id from followers where followers.ticket_id = events.ticket_id) as follower_ids
    from events left join tickets on tickets.id = events.ticket_id
    where events.position > ${after} and (${until ?? null}::bigint is null or events.position <= ${until ?? null})
    order by events.position limit ${limit}`.execute(p.db);
  return rows.map((row) => ({
    position: row.position,
    type: row.type,
    subjectId: row.subject_id,
    changes: row.changes,
    ticket: row.number === null ? null : ticketOf({ ...row, number: row.number }),
  }));
}

function ticketOf(row: NewsRow & { number: number }): NonNullable<News['ticket']> {
  return {
    number: row.number,
    assigneeId: row.assignee_id,
    teamId: row.team_id,
    requesterId: row.requester_id,
    followerIds: row.follower_ids.map(Number),
  };
}

/** Whose notifications grew since. They are written by one reader in order, so the newest id is a safe mark. */
export async function notifiedAfter(p: Platform, id: number): Promise<{ agentIds: Set<number>; newest: number }> {
  const rows = await p.db
    .selectFrom('notifications')
    .select((count) => ['agent_id', count.fn.max('id').as('newest')])
    .where('id', '>', id)
    .groupBy('agent_id')
    .execute();
  return {
    agentIds: new Set(rows.map((row) => row.agent_id)),
    newest: Math.max(id, ...rows.map((row) => Number(row.newest))),
  };
}
