import { sql, type Updateable } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { Tables } from '../../migrations/tables.ts';
import { uniqueConstraintOf } from '../../platform/database/database-errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { inboxNotFound } from '../reads/inboxes.ts';

type LockedInbox = {
  id: number;
  uuid: string;
  name: string;
  channel: string;
  settings: Record<string, unknown>;
  secrets: string | null;
  topic_id: number | null;
};
export type InboxColumns = Updateable<Tables['inboxes']>;

export async function lockInbox(tx: Tx, uuid: string): Promise<LockedInbox> {
  const row = await tx
    .selectFrom('inboxes')
    .select(['id', 'uuid', 'name', 'channel', 'settings', 'secrets', 'topic_id'])
    .where('uuid', '=', uuid)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw inboxNotFound();
  return row as LockedInbox;
}

export async function insertInbox(
  tx: Tx,
  inbox: InboxColumns & { name: string; channel: string },
): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('inboxes')
    .values({ uuid: newId(), ...inbox })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export async function updateInboxRow(tx: Tx, id: number, columns: InboxColumns): Promise<void> {
  await tx.updateTable('inboxes').set(columns).where('id', '=', id).execute();
}

/** Locks every inbox that has secrets, for sealing them anew. */
export async function lockInboxesWithSecrets(tx: Tx): Promise<{ id: number; uuid: string; secrets: string }[]> {
  const rows = await tx
    .selectFrom('inboxes')
    .select(['id', 'uuid', 'secrets'])
    .where('secrets', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id, uuid, secrets }) => ({ id, uuid, secrets: secrets ?? '' }));
}

/** The inbox answers to these addresses and no others; the first one is the sender of what it writes. */
export async function setAddresses(tx: Tx, inboxId: number, addresses: readonly string[]): Promise<void> {
  const listed = [...new Set(addresses)];
  await sql`delete from inbox_addresses where inbox_id = ${inboxId}`.execute(tx);
  if (listed.length === 0) return;
  await tx
    .insertInto('inbox_addresses')
    .values(listed.map((address, position) => ({ address, position, inbox_id: inboxId })))
    .execute()
    .catch((error: unknown) => {
      if (uniqueConstraintOf(error) === null) throw error;
      throw new AppError('conflict', 'address_taken', 'Another inbox has one of these addresses.', {
        fields: { addresses: 'Another inbox has one of these addresses.' },
      });
    });
}

/** False where something came or went by this inbox: then it can only be turned off. */
export async function deleteInbox(tx: Tx, id: number): Promise<boolean> {
  const done = await sql`delete from inboxes where id = ${id}
    and not exists (select 1 from inbound where inbox_id = ${id})
    and not exists (select 1 from deliveries where inbox_id = ${id})
    and not exists (select 1 from messages where inbox_id = ${id})
    and not exists (select 1 from tickets where inbox_id = ${id})`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Two starters at once make one first inbox: the second waits here and then finds it. */
export async function lockForFirstInbox(tx: Tx): Promise<{ isEmpty: boolean }> {
  await sql`lock table inboxes in share row exclusive mode`.execute(tx);
  const { rows } = await sql<{ is_empty: boolean }>`select not exists (select from inboxes) as is_empty`.execute(tx);
  return { isEmpty: rows[0]?.is_empty ?? false };
}
