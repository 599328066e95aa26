import { sql } from 'kysely';
import type { Confirmation } from '../../../domain/confirmation.ts';
import type { Tx } from '../../platform/platform.ts';

/** A ticket somebody opened, as far as its confirmation needs to know. */
export type ConfirmationFacts = {
  number: number;
  subject: string;
  ticketLanguage: string | null;
  contactLanguage: string | null;
  inboxId: number;
  inboxLanguage: string;
  channel: string;
  confirmation: Confirmation;
  topicId: number | null;
  isAutomatic: boolean;
  isHistory: boolean;
  isVerified: boolean;
  /** Where the mail asked to be answered. */
  answerTo: string | null;
  /** The sender's own addresses, oldest first. */
  addresses: string[];
  /** It was confirmed, or it was decided that it is not. */
  isDone: boolean;
};

/** Null where the ticket's first message came in by no inbox. */
export async function readConfirmationFacts(tx: Tx, ticketId: number): Promise<ConfirmationFacts | null> {
  const { rows } = await sql<ConfirmationFacts>`
    select t.number, t.subject, t.language as "ticketLanguage", c.language as "contactLanguage", i.id as "inboxId",
      i.language as "inboxLanguage", i.channel, i.confirmation, t.topic_id as "topicId", m.is_automatic as "isAutomatic",
      coalesce(n.envelope ->> 'isHistory' = 'true', false) as "isHistory",
      coalesce(m.verdict ->> 'status' = 'verified', false) as "isVerified", m.recipients ->> 'answerTo' as "answerTo",
      array(select value from contact_identities where contact_id = c.id and kind = 'email' order by id) as addresses,
      exists (select from messages where ticket_id = t.id and reason ->> 'code' = 'confirmation')
        or exists (select from events where ticket_id = t.id and type = 'message.withheld'
          and details ->> 'kind' = 'confirmation') as "isDone"
    from tickets t join lateral (
        select * from messages where ticket_id = t.id and origin_ticket_id is null order by id limit 1) m on true
      join inboxes i on i.id = m.inbox_id join contacts c on c.id = m.contact_id
      left join inbound n on n.id = m.inbound_id
    where t.id = ${ticketId} and m.direction = 'in' and i.is_active`.execute(tx);
  return rows[0] ?? null;
}
