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
  size: number;
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
  /** Stored in the hands of this process's filer for so long; 0: for whoever takes it first. */
  leaseMs: number;
};

/** `id` is null where the same delivery of the same bytes came before: then `uuid` is that one's. */
export type KeptInbound = { uuid: string; id: number | null; isNew: boolean };

/** One statement and one commit for all who came at the same moment; in the order given. */
export async function insertInbound(db: Db, arrivals: readonly NewInbound[]): Promise<KeptInbound[]> {
  const column = <K extends keyof NewInbound>(name: K) => arrivals.map((one) => one[name]);
  const { rows } = await sql<{ id: number; uuid: string }>`
    insert into inbound (uuid, inbox_id, key, external_id, envelope, file_hash, size, received_at, next_attempt_at)
    select uuid, inbox_id, key, external_id, envelope, file_hash, size, received_at,
      now() + lease_ms * interval '1 millisecond'
    from unnest(${column('uuid')}::uuid[], ${column('inboxId')}::bigint[], ${column('key')}::text[],
      ${column('externalId')}::text[], ${column('envelope').map((one) => JSON.stringify(one))}::jsonb[],
      ${column('fileHash')}::text[], ${column('size')}::bigint[], ${column('receivedAt')}::timestamptz[],
      ${column('leaseMs')}::int[])
      as arrived (uuid, inbox_id, key, external_id, envelope, file_hash, size, received_at, lease_ms)
    on conflict (inbox_id, key) do nothing
    returning id, uuid`.execute(db);

  const ids = new Map(rows.map(({ id, uuid }) => [uuid, id]));
  const repeated = arrivals.filter(({ uuid }) => !ids.has(uuid));
  const known = repeated.length === 0 ? new Map<string, string>() : await uuidsByKey(db, repeated);
  return arrivals.map((one) => {
    const id = ids.get(one.uuid) ?? null;
    return {
      id,
      isNew: id !== null,
      uuid: id === null ? (known.get(`${one.inboxId} ${one.key}`) ?? one.uuid) : one.uuid,
    };
  });
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
  size: number;
  attempts: number;
  received_at: Date;
};

/**
 * Takes the oldest waiting rows in hand for `leaseMs`. Whoever takes them and dies gives them back when the lease ends.
 * Leases run on the database's clock: processes on several machines must agree. A lease lost in a crash harms nobody, so
 * its commit does not wait for the disk. The column has milliseconds, rounded: what is due now may be stored half of one later.
 */
export async function claimInbound(db: Db, count: number, leaseMs: number): Promise<InboundRow[]> {
  const { rows } = await sql<ClaimedRow>`
    update inbound set next_attempt_at = now() + ${leaseMs}::int * interval '1 millisecond'
    where id = any(array(
      select id from inbound where state = 'received' and next_attempt_at <= now() + interval '1 millisecond'
        and set_config('synchronous_commit', 'off', true) = 'off'
      order by next_attempt_at, id limit ${count} for update skip locked))
    returning id, uuid, inbox_id, external_id, envelope, file_hash, size, attempts, received_at`.execute(db);
  return rows
    .map((row) => ({
      id: row.id,
      uuid: row.uuid,
      inboxId: row.inbox_id,
      externalId: row.external_id,
      envelope: row.envelope,
      fileHash: row.file_hash,
      size: row.size,
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
 * Marks the rows filed and holds everybody else who files mail that shares one of these keys, until the transaction ends.
 * Those not named in the answer were filed by another, or discarded. `messages.inbound_id` says where each went.
 */
export async function takeForFiling(
  tx: Tx,
  take: { ids: readonly number[]; keys: readonly string[]; at: Date },
): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with taken as (
      update inbound set state = 'filed', filed_at = ${take.at}, error = null
      where id = any(${take.ids as number[]}::bigint[]) and state = 'received' returning id
    ), locked as materialized (
      select pg_advisory_xact_lock(key) from unnest(${take.keys as string[]}::bigint[]) as key
    )
    select (select count(*)::int from taken) as taken, (select count(*) from locked) as locks`.execute(tx);
  return rows[0]?.taken ?? 0;
}

/** It told news of mail of ours: what it said stays with it, since it is in no ticket. */
export async function markReceipt(tx: Tx, id: number, state: string): Promise<void> {
  await sql`update inbound set envelope = envelope || jsonb_build_object('receipt', ${state}::text)
    where id = ${id}`.execute(tx);
}

/** Why it is parked. `by`: the release that gave up on it; null where it was not a failure but a decision. */
export type Parking = { error: string; code: string | null; by: string | null };

export async function markParked(tx: Tx, id: number, { error, code, by }: Parking): Promise<boolean> {
  const done = await sql`update inbound set state = 'parked', attempts = attempts + 1, error = ${error},
      error_code = ${code}, parked_by = ${by}
    where id = ${id} and state = 'received'`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Parks a row in the transaction that took it for filing. */
export async function setAside(tx: Tx, id: number, { error, code, by }: Parking): Promise<void> {
  await sql`update inbound set state = 'parked', filed_at = null, attempts = attempts + 1, error = ${error},
      error_code = ${code}, parked_by = ${by}
    where id = ${id}`.execute(tx);
}

/** One of which only the head is here is fetched again. */
export async function releaseParked(tx: Tx, id: number): Promise<void> {
  await sql`update inbound set state = 'received', attempts = 0, next_attempt_at = now(),
      envelope = case when envelope ? 'incomplete' then envelope || '{"again": true}' else envelope end
    where id = ${id}`.execute(tx);
}

type Whole = { key: string; externalId: string | null; fileHash: string; size: number };

/** The row becomes the whole mail. False where that came by another way already: then this row is done with. */
export async function makeWhole(db: Db, id: number, { key, externalId, fileHash, size }: Whole): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    with known as (
      select from inbound other where other.key = ${key} and other.id <> ${id}
        and other.inbox_id = (select inbox_id from inbound where id = ${id})
    )
    update inbound set envelope = envelope - 'incomplete' - 'again',
      key = case when exists (select from known) then key else ${key} end,
      state = case when exists (select from known) then 'discarded' else state end,
      external_id = ${externalId}, file_hash = ${fileHash}, size = ${size}
    where id = ${id} and state = 'received' returning state`.execute(db);
  return rows[0]?.state === 'received';
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
