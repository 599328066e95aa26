import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/platform.ts';

/** What a delivery carries, as the ticket knows it. */
export type OutgoingFacts = {
  messageUuid: string;
  ticketId: number;
  ticketNumber: number;
  subject: string;
  ownSubject: string | null;
  text: string;
  html: string | null;
  language: string | null;
  authorName: string | null;
  at: Date;
  /** Ids of the public messages before this one, oldest first. */
  references: string[];
  attachments: { name: string; contentType: string; fileHash: string; contentId: string | null }[];
  /** Those recipients who are known, by the value they are written to. */
  people: { value: string; contactId: number; name: string }[];
};

type Row = Omit<OutgoingFacts, 'at'> & { at: Date };

/** Everything a composed message is made of but its files, in one statement. */
export async function readOutgoing(
  db: Db | Tx,
  messageId: number,
  recipients: readonly string[],
): Promise<OutgoingFacts | null> {
  const values = recipients.map((one) => one.toLowerCase());
  const { rows } = await sql<Row>`
    select m.uuid as "messageUuid", t.id as "ticketId", t.number as "ticketNumber", t.subject, m.subject as "ownSubject", m.text, m.html, t.language,
      a.name as "authorName", coalesce(m.posted_at, m.created_at) as at,
      coalesce((select json_agg(earlier.external_id order by earlier.id) from messages earlier
        where earlier.ticket_id = t.id and earlier.id < m.id and earlier.kind = 'reply' and earlier.state = 'posted'
          and earlier.external_id is not null), '[]') as "references",
      coalesce((select json_agg(json_build_object('name', f.name, 'contentType', f.content_type, 'fileHash', f.file_hash,
          'contentId', f.content_id) order by f.id) from attachments f where f.message_id = m.id), '[]') as attachments,
      coalesce((select json_agg(json_build_object('value', i.value, 'contactId', c.id, 'name', c.name))
        from contact_identities i join contacts c on c.id = i.contact_id
        where i.value = any(${values}::text[])), '[]') as people
    from messages m join tickets t on t.id = m.ticket_id left join agents a on a.id = m.agent_id
    where m.id = ${messageId}`.execute(db);
  return rows[0] ?? null;
}
