import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/platform.ts';

/** A row of `inbound` as the filer takes it in hand. */
export type InboundRow = {
  id: number;
  uuid: string;
  inboxId: number;
  externalId: string | null;
  envelope: Record<string, unknown>;
  fileHash: string;
  attempts: number;
  receivedAt: Date;
};

export type NewInbound = {
  uuid: string;
  inboxId: number;
  key: string;
  externalId: string | null;
  envelope: Record<string, unknown>;
  fileHash: string;
  size: number;
  receivedAt: Date;
};

/** Kept mail by key. `isNew` is false where the same delivery of the same bytes came before. */
export type KeptInbound = { uuid: string; isNew: boolean };

/** One statement and one commit for all who came at the same moment; in the order given. */
export async function insertInbound(db: Db, arrivals: readonly NewInbound[]): Promise<KeptInbound[]> {
  const { rows } = await sql<{ inbox_id: number; key: string; uuid: string }>`
    insert into inbound (uuid, inbox_id, key, external_id, envelope, file_hash, size, received_at)
    select * from unnest(${arrivals.map((one) => one.uuid)}::uuid[], ${arrivals.map((one) => one.inboxId)}::bigint[],
      ${arrivals.map((one) => one.key)}::text[], ${arrivals.map((one) => one.externalId)}::text[],
      ${arrivals.map((one) => JSON.stringify(one.envelope))}::jsonb[], ${arrivals.map((one) => one.fileHash)}::text[],
      ${arrivals.map((one) => one.size)}::bigint[], ${arrivals.map((one) => one.receivedAt)}::timestamptz[])
    on conflict (inbox_id, key) do nothing
    returning inbox_id, key, uuid`.execute(db);

  const inserted = new Set(rows.map(({ uuid }) => uuid));
  const repeated = arrivals.filter(({ uuid }) => !inserted.has(uuid));
  const known = repeated.length === 0 ? new Map<string, string>() : await uuidsByKey(db, repeated);
  return arrivals.map((one) =>
    inserted.has(one.uuid)
      ? { uuid: one.uuid, isNew: true }
      : { uuid: known.get(`${one.inboxId} ${one.key}`) ?? one.uuid, isNew: false },
  );
}

async function uuidsByKey(db: Db, arrivals: readonly NewInbound[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ inbox_id: number; key: string; uuid: string }>`
    select inbox_id, key, uuid from inbound where (inbox_id, key) in (
      select * from unnest(${arrivals.map((one) => one.inboxId)}::bigint[], ${arrivals.map((one) => one.key)}::text[]))`.execute(
    db,
  );
  return new Map(rows.map((row) => [`${row.inbox_id} ${row.key}`, row.uuid]));
}

type ClaimedRow = {
  id: number;
  uuid: string;
  inbox_id: number;
  external_id: string | null;
  envelope: Record<string, unknown>;
  file_hash: string;
  attempts: number;
  received_at: Date;
};

/**
 * Takes the oldest waiting rows in hand for `leaseMs`. Whoever takes them and dies gives them back when the lease ends.
 * Leases run on the database's clock: processes on several machines must agree.
 */
export async function claimInbound(db: Db, count: number, leaseMs: number): Promise<InboundRow[]> {
  const { rows } = await sql<ClaimedRow>`
    update inbound set next_attempt_at = now() + ${leaseMs}::int * interval '1 millisecond'
    where id = any(array(
      select id from inbound where state = 'received' and next_attempt_at <= now()
      order by next_attempt_at, id limit ${count} for update skip locked))
    returning id, uuid, inbox_id, external_id, envelope, file_hash, attempts, received_at`.execute(db);
  return rows
    .map((row) => ({
      id: row.id,
      uuid: row.uuid,
      inboxId: row.inbox_id,
      externalId: row.external_id,
      envelope: row.envelope,
      fileHash: row.file_hash,
      attempts: row.attempts,
      receivedAt: row.received_at,
    }))
    .sort((a, b) => a.id - b.id);
}

/** Still at work on these: their lease begins anew. */
export async function renewLeases(db: Db, ids: readonly number[], leaseMs: number): Promise<void> {
  await sql`update inbound set next_attempt_at = now() + ${leaseMs}::int * interval '1 millisecond'
    where id = any(${ids}::bigint[]) and state = 'received'`.execute(db);
}

/** Gives a row back, to be taken again after `delayMs`; `error` counts as an attempt, null does not. */
export async function giveBack(
  db: Db,
  id: number,
  { delayMs, error }: { delayMs: number; error: string | null },
): Promise<void> {
  await sql`update inbound set next_attempt_at = now() + ${delayMs}::int * interval '1 millisecond',
      attempts = attempts + case when ${error}::text is null then 0 else 1 end, error = coalesce(${error}, error)
    where id = ${id} and state = 'received'`.execute(db);
}

/**
 * Marks the row filed and holds everybody else who files a mail that shares one of these keys, until the transaction
 * ends. False when another one filed the row, or an admin discarded it. `messages.inbound_id` says where it went.
 */
export async function takeForFiling(tx: Tx, take: { id: number; keys: readonly string[]; at: Date }): Promise<boolean> {
  const { rows } = await sql<{ is_taken: boolean }>`
    with taken as (
      update inbound set state = 'filed', filed_at = ${take.at}, error = null
      where id = ${take.id} and state = 'received' returning id
    ), locked as materialized (
      select pg_advisory_xact_lock(key) from unnest(${take.keys as string[]}::bigint[]) as key
    )
    select exists (select from taken) as is_taken, (select count(*) from locked) as locks`.execute(tx);
  return rows[0]?.is_taken ?? false;
}

export async function markParked(tx: Tx, id: number, error: string): Promise<boolean> {
  const done = await sql`update inbound set state = 'parked', attempts = attempts + 1, error = ${error}
    where id = ${id} and state = 'received'`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Locks a parked row by its public id; null when there is none. */
export async function lockParked(tx: Tx, uuid: string): Promise<{ id: number; inboxId: number } | null> {
  const row = await tx
    .selectFrom('inbound')
    .select(['id', 'inbox_id'])
    .where('uuid', '=', uuid)
    .where('state', '=', 'parked')
    .forUpdate()
    .executeTakeFirst();
  return row ? { id: row.id, inboxId: row.inbox_id } : null;
}

export async function releaseParked(tx: Tx, id: number): Promise<void> {
  await sql`update inbound set state = 'received', attempts = 0, next_attempt_at = now() where id = ${id}`.execute(tx);
}

export async function discardParked(tx: Tx, id: number): Promise<void> {
  await sql`update inbound set state = 'discarded' where id = ${id}`.execute(tx);
}

/** Remembers which unknown messages a ticket's mails named. */
export async function rememberReferences(tx: Tx, ticketId: number, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`insert into thread_references (external_id, ticket_id)
    select unnest(${externalIds}::text[]), ${ticketId} on conflict do nothing`.execute(tx);
}
