import { sql, type Updateable } from 'kysely';
import type { Tables } from '../../migrations/tables.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';

/** What became of a delivery is written by this room alone; the tickets room makes the rows. */
export type LockedDelivery = {
  id: number;
  uuid: string;
  messageId: number | null;
  ticketId: number | null;
  inboxId: number;
  channel: string;
  recipients: { to: string[]; cc: string[] };
  state: string;
  isAutomatic: boolean;
  externalId: string | null;
  attempts: number;
  lastError: string | null;
  fileHash: string | null;
  sentAt: Date | null;
  createdAt: Date;
};

const columns = [
  'id',
  'uuid',
  'message_id as messageId',
  'ticket_id as ticketId',
  'inbox_id as inboxId',
  'channel',
  'recipients',
  'state',
  'is_automatic as isAutomatic',
  'external_id as externalId',
  'attempts',
  'last_error as lastError',
  'file_hash as fileHash',
  'sent_at as sentAt',
  'created_at as createdAt',
] as const;

export async function lockDelivery(tx: Tx, by: { id: number } | { uuid: string }): Promise<LockedDelivery | null> {
  const rows = tx.selectFrom('deliveries').select(columns).forUpdate();
  const found = 'id' in by ? rows.where('id', '=', by.id) : rows.where('uuid', '=', by.uuid);
  return ((await found.executeTakeFirst()) as LockedDelivery | undefined) ?? null;
}

type Recipients = LockedDelivery['recipients'];

export function without({ to, cc }: Recipients, addresses: readonly string[]): Recipients {
  const gone = new Set(addresses.map((one) => one.toLowerCase()));
  const left = (list: readonly string[]) => list.filter((one) => !gone.has(one.toLowerCase()));
  return { to: left(to), cc: left(cc) };
}

export function isRecipient({ to, cc }: Recipients, address: string): boolean {
  return [...to, ...cc].some((one) => one.toLowerCase() === address.toLowerCase());
}

/** Of several deliveries of one message the one that went to this address; else `otherwise`, or the first. */
export async function lockDeliveryByExternalId(
  tx: Tx,
  by: { externalId: string; address: string | null; otherwise: LockedDelivery | null },
): Promise<LockedDelivery | null> {
  const rows = await tx
    .selectFrom('deliveries')
    .select(columns)
    .where('external_id', '=', by.externalId)
    .orderBy('id')
    .forUpdate()
    .execute();
  const deliveries = rows as LockedDelivery[];
  const { address } = by;
  const theirs = address === null ? undefined : deliveries.find(({ recipients }) => isRecipient(recipients, address));
  return theirs ?? by.otherwise ?? deliveries[0] ?? null;
}

/** Another delivery of the same message, to some of its recipients, that stands where the first one stands. */
export async function insertSplit(
  tx: Tx,
  from: LockedDelivery,
  split: { recipients: Recipients; at: Date },
): Promise<LockedDelivery> {
  const row = await tx
    .insertInto('deliveries')
    .values({
      uuid: newId(),
      message_id: from.messageId,
      ticket_id: from.ticketId,
      inbox_id: from.inboxId,
      channel: from.channel,
      recipients: JSON.stringify(split.recipients),
      state: 'sending',
      is_automatic: from.isAutomatic,
      external_id: from.externalId,
      attempts: from.attempts,
      next_attempt_at: split.at,
      file_hash: from.fileHash,
      created_at: split.at,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return row as LockedDelivery;
}

export async function settleDelivery(tx: Tx, id: number, to: Updateable<Tables['deliveries']>): Promise<void> {
  await tx.updateTable('deliveries').set(to).where('id', '=', id).execute();
}

/** The id a message is known by outside, fixed before the first attempt; answers name it. */
export async function nameMessage(tx: Tx, messageId: number, externalId: string): Promise<void> {
  await sql`update messages set external_id = ${externalId} where id = ${messageId} and external_id is null`.execute(
    tx,
  );
}

/** Deliveries of a message that wait to be sent. */
export async function queuedDeliveries(tx: Tx, messageId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('message_id', '=', messageId)
    .where('state', '=', 'queued')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Nothing more is sent to this address until somebody says "retry". */
export async function suppress(tx: Tx, address: string, reason: string): Promise<void> {
  await sql`insert into suppressions (address, reason) values (${address.toLowerCase()}, ${reason})
    on conflict (address) do nothing`.execute(tx);
}

export async function suppressed(tx: Tx, addresses: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('suppressions')
    .select('address')
    .where('address', 'in', [...addresses.map((one) => one.toLowerCase()), ''])
    .execute();
  return rows.map(({ address }) => address);
}

/** How many of them were held back. */
export async function unsuppress(tx: Tx, addresses: readonly string[]): Promise<number> {
  if (addresses.length === 0) return 0;
  const done = await tx
    .deleteFrom('suppressions')
    .where(
      'address',
      'in',
      addresses.map((one) => one.toLowerCase()),
    )
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}
