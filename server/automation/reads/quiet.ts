import { sql } from 'kysely';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Tx } from '../../platform/platform.ts';

/** Those that came of mail from before the desk was connected: the message says so, or the one it came with. */
export async function whichAreHistory(tx: Tx, events: readonly LoggedEvent[]): Promise<ReadonlySet<LoggedEvent>> {
  const isSaid = ({ details }: LoggedEvent) => details.isHistory === true;
  const unsaid = events.filter((event) => !isSaid(event) && event.messageId !== null);
  const quiet = unsaid.length === 0 ? new Set() : await quietMessages(tx, unsaid);
  return new Set(events.filter((event) => isSaid(event) || (event.messageId !== null && quiet.has(event.messageId))));
}

async function quietMessages(tx: Tx, events: readonly LoggedEvent[]): Promise<Set<number>> {
  const { rows } = await sql<{ messageId: number }>`
    select distinct events.message_id as "messageId"
    from unnest(${events.map((one) => one.ticketId)}::bigint[], ${events.map((one) => one.messageId)}::bigint[])
        as asked (ticket_id, message_id)
      join events on events.ticket_id = asked.ticket_id and events.message_id = asked.message_id
    where events.details ->> 'isHistory' = 'true'`.execute(tx);
  return new Set(rows.map(({ messageId }) => messageId));
}
