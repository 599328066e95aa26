import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** What a customer wrote, and how the ticket stands that it came to. */
export type WrittenMessage = {
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

export async function readMessage(tx: Tx, messageId: number): Promise<WrittenMessage | null> {
  const { rows } = await sql<WrittenMessage>`
    select t.id as "ticketId", t.subject, m.text, t.language, t.status_category = 5 as "isClosed",
      not exists (select from messages earlier where earlier.ticket_id = t.id and earlier.id < m.id) as "isFirst",
      (select uuid from topics where id = t.topic_id) as topic, (select uuid from teams where id = t.team_id) as team,
      t.custom_fields as "customFields"
    from messages m join tickets t on t.id = m.ticket_id where m.id = ${messageId}`.execute(tx);
  return rows[0] ?? null;
}
