import { sql } from 'kysely';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Tx } from '../../platform/platform.ts';

/** True where an event came of mail from before the desk was connected: the message says so, or the one it came with. */
export async function isHistory(tx: Tx, event: LoggedEvent): Promise<boolean> {
  if (event.details.isHistory === true) return true;
  if (event.messageId === null) return false;
  const { rows } = await sql<{ answer: boolean }>`
    select exists (select from events where ticket_id = ${event.ticketId} and message_id = ${event.messageId}
      and details ->> 'isHistory' = 'true') as answer`.execute(tx);
  return rows[0]?.answer === true;
}
