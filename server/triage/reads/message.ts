import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** What a customer wrote, and how the ticket stands that it came to. */
export type WrittenMessage = {
  messageId: number;
  ticketId: number;
  subject: string;
  text: string;
  language: string | null;
  /** Nothing was said in the ticket before. */
  isFirst: boolean;
  isClosed: boolean;
  topic: string | null;
  team: string | null;
  customFields: Record<string, unknown>;
};

/** By ticket, and in a ticket in the order they were written. */
export async function readMessages(tx: Tx, messageIds: readonly number[]): Promise<WrittenMessage[]> {
  const { rows } = await sql<WrittenMessage>`
    select m.id as "messageId", t.id as "ticketId", t.subject, m.text, t.language, t.status_category = 5 as "isClosed",
      not exists (select from messages earlier where earlier.ticket_id = t.id and earlier.id < m.id) as "isFirst",
      (select uuid from topics where id = t.topic_id) as topic, (select uuid from teams where id = t.team_id) as team,
      t.custom_fields as "customFields"
    from messages m join tickets t on t.id = m.ticket_id
    where m.id = any(${messageIds as number[]}::bigint[]) order by t.id, m.id`.execute(tx);
  return rows;
}
