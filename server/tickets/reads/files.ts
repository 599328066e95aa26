import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';
import { messageNotFound } from './written.ts';

// A file is reached through its ticket and never by itself: whoever may not see the ticket does not learn that it exists.

export type StoredAttachment = {
  name: string;
  contentType: string;
  size: number;
  fileHash: string;
  isInline: boolean;
};

export async function findAttachment(db: Db, by: { actor: Actor; attachmentId: string }): Promise<StoredAttachment> {
  const { rows } = await sql<StoredAttachment>`
    select a.name, a.content_type as "contentType", a.size, a.file_hash as "fileHash",
      a.is_inline or a.content_id is not null as "isInline"
    from attachments a join messages on messages.id = a.message_id join tickets on tickets.id = messages.ticket_id
    where a.uuid = ${by.attachmentId} and ${inScope(by.actor)}`.execute(db);
  if (rows[0]) return rows[0];
  throw new AppError('not_found', 'attachment_not_found', 'There is no such attachment.');
}

/** The bytes a message came in as. */
export async function findRaw(
  db: Db,
  by: { actor: Actor; messageId: string },
): Promise<{ number: number; fileHash: string }> {
  const { rows } = await sql<{ number: number; fileHash: string | null }>`
    select tickets.number, inbound.file_hash as "fileHash"
    from messages join tickets on tickets.id = messages.ticket_id left join inbound on inbound.id = messages.inbound_id
    where messages.uuid = ${by.messageId} and ${inScope(by.actor)}`.execute(db);
  const row = rows[0];
  if (!row) throw messageNotFound();
  const { number, fileHash } = row;
  if (fileHash !== null) return { number, fileHash };
  throw new AppError('not_found', 'no_original', 'This message did not come in as a file.');
}

export type ShownMessage = {
  kind: 'reply' | 'note' | 'system';
  text: string;
  html: string | null;
  /** The ticket's. */
  subject: string;
  opensTicket: boolean;
  /** The ticket's: as far as anybody knows what the message is written in. */
  language: string;
  pictures: { id: string; contentId: string }[];
};

/** What the frame of a message shows. */
export async function findShown(db: Db, by: { actor: Actor; messageId: string }): Promise<ShownMessage> {
  const { rows } = await sql<ShownMessage>`
    select messages.kind, messages.text, messages.html, tickets.subject,
      not exists (select from messages m where m.ticket_id = messages.ticket_id and m.id < messages.id) as "opensTicket",
      coalesce(tickets.language, 'und') as language,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.uuid, 'contentId', a.content_id) order by a.id)
        from attachments a where a.message_id = messages.id and a.content_id is not null and a.is_inline), '[]')
        as pictures
    from messages join tickets on tickets.id = messages.ticket_id
    where messages.uuid = ${by.messageId} and ${inScope(by.actor)}`.execute(db);
  if (!rows[0]) throw messageNotFound();
  return rows[0];
}

/** The HTML of a message as it is kept. */
export async function findHtml(db: Db, by: { actor: Actor; messageId: string }): Promise<string | null> {
  const { rows } = await sql<{ html: string | null }>`
    select messages.html from messages join tickets on tickets.id = messages.ticket_id
    where messages.uuid = ${by.messageId} and ${inScope(by.actor)}`.execute(db);
  if (!rows[0]) throw messageNotFound();
  return rows[0].html;
}
