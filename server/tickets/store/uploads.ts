import { type RawBuilder, sql } from 'kysely';
import type { Upload } from '../../../contract/uploads.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { uploadExpiry } from '../../../domain/uploads.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { newId } from '../../platform/ids.ts';
import type { Db, Tx } from '../../platform/platform.ts';

// An upload belongs to one agent in one ticket: every statement here names both, and one that has expired is gone.

type Own = { actor: AgentActor; number: number };
export type StoredFile = { name: string; contentType: string; size: number; fileHash: string };

/** Null: the agent sees no such ticket. */
export async function insertUpload(
  db: Db,
  { actor, number }: Own,
  { box, at, ...file }: StoredFile & { box: Upload['box']; at: Date },
): Promise<Upload | null> {
  const { rows } = await sql<Upload>`
    insert into uploads (uuid, ticket_id, agent_id, box, name, content_type, size, file_hash, created_at, expires_at)
    select ${newId()}::uuid, id, ${actor.id}::bigint, ${box}::text, ${file.name}::text, ${file.contentType}::text,
      ${file.size}::bigint, ${file.fileHash}::text, ${at}::timestamptz, ${uploadExpiry(box, at)}::timestamptz
    from tickets where number = ${number} and ${inScope(actor)}
    returning ${shown}`.execute(db);
  return rows[0] ?? null;
}

/** False: there is none (any more). */
export async function moveUpload(
  db: Db,
  { actor, number }: Own,
  moved: { uploadId: string; box: 'reply' | 'note'; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update uploads set box = ${moved.box}, expires_at = ${uploadExpiry(moved.box, moved.at)}::timestamptz
    where uuid = ${moved.uploadId} and ${mine(actor.id, moved.at)} and ${inTicket(number)}`.execute(db);
  return numAffectedRows === 1n;
}

/** It expires now; its bytes go when those of all expired uploads go. False: there is none (any more). */
export async function expireUpload(
  db: Db,
  { actor, number }: Own,
  { uploadId, at }: { uploadId: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update uploads set expires_at = ${at}::timestamptz
    where uuid = ${uploadId} and ${mine(actor.id, at)} and ${inTicket(number)}`.execute(db);
  return numAffectedRows === 1n;
}

export type TakenFile = StoredFile & { uuid: string };

/** Takes uploads out for a message of the same transaction, in the order asked; those that are not there are left out. */
export async function takeUploads(
  tx: Tx,
  asked: { ticketId: number; agentId: number; uploads: readonly string[]; at: Date },
): Promise<TakenFile[]> {
  const { rows } = await sql<TakenFile>`
    with taken as (
      delete from uploads where uuid = any(${asked.uploads as string[]}::uuid[]) and ticket_id = ${asked.ticketId}
        and ${mine(asked.agentId, asked.at)} returning *)
    select uuid, name, content_type as "contentType", size, file_hash as "fileHash" from taken
    order by array_position(${asked.uploads as string[]}::uuid[], uuid)`.execute(tx);
  return rows;
}

/** The files of a message that is about to be taken back are uploads again, as they were before it was sent. */
export async function uploadAgain(
  tx: Tx,
  by: { messageId: number; ticketId: number; agentId: number; at: Date },
): Promise<Upload[]> {
  const { rows } = await sql<Upload>`
    insert into uploads (uuid, ticket_id, agent_id, box, name, content_type, size, file_hash, created_at, expires_at)
    select uuid, ${by.ticketId}::bigint, ${by.agentId}::bigint, 'reply', name, content_type, size, file_hash,
      ${by.at}::timestamptz, ${uploadExpiry('reply', by.at)}::timestamptz
    from attachments where message_id = ${by.messageId} order by id
    returning ${shown}`.execute(tx);
  return rows;
}

export type ExpiredUpload = { id: number; fileHash: string; isNeeded: boolean };

/** Uploads that expired before then, held so that nobody takes them. `isNeeded`: something else names the same bytes. */
export async function lockExpired(tx: Tx, before: Date): Promise<ExpiredUpload[]> {
  const { rows } = await sql<ExpiredUpload>`
    with expired as materialized (
      select id, file_hash from uploads where expires_at < ${before}::timestamptz for update skip locked),
    hashes as (select distinct file_hash from expired),
    needed as (
      select file_hash from attachments join hashes using (file_hash)
      union select file_hash from uploads join hashes using (file_hash) where id not in (select id from expired)
      union select file_hash from inbound join hashes using (file_hash)
      union select file_hash from deliveries join hashes using (file_hash)
      union select file_hash from outgoing_mail join hashes using (file_hash))
    select id, file_hash as "fileHash", file_hash in (select file_hash from needed) as "isNeeded"
    from expired`.execute(tx);
  return rows;
}

export async function deleteUploads(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`delete from uploads where id = any(${ids as number[]}::bigint[])`.execute(tx);
}

const shown = sql`uuid as id, name, content_type as "contentType", size, box`;

function mine(agentId: number, at: Date): RawBuilder<unknown> {
  return sql`agent_id = ${agentId} and expires_at > ${at}::timestamptz`;
}

function inTicket(number: number): RawBuilder<unknown> {
  return sql`ticket_id = (select id from tickets where number = ${number})`;
}
