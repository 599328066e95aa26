import { sql } from 'kysely';
import type { Settings } from '../../contract/settings.ts';
import { lockKeys } from '../platform/database/lock-keys.ts';
import type { Tx } from '../platform/platform.ts';

/** Serialises changes to settings: an empty desk has no row to lock yet. */
export async function lockSettings(tx: Tx): Promise<void> {
  await sql`lock table settings in share row exclusive mode`.execute(tx);
}

export async function saveSettings(tx: Tx, changes: Partial<Settings>, at: Date): Promise<void> {
  const rows = Object.entries(changes).map(([key, value]) => ({ key, value: JSON.stringify(value), updated_at: at }));
  if (rows.length === 0) return;
  await tx
    .insertInto('settings')
    .values(rows)
    .onConflict((on) =>
      on
        .column('key')
        .doUpdateSet((row) => ({ value: row.ref('excluded.value'), updated_at: row.ref('excluded.updated_at') })),
    )
    .execute();
}

/** Makes this the main address of the desk's only inbox; the ones it had still reach it. Answers with that inbox. */
export async function putAddressFirst(tx: Tx, address: string): Promise<number | null> {
  const { rows } = await sql<{ inbox_id: number }>`
    insert into inbox_addresses (address, inbox_id, position)
    select ${address}, inbox_id, min(position) - 1 from inbox_addresses
    where (select count(*) from inboxes) = 1 group by inbox_id
    on conflict (address) do nothing
    returning inbox_id`.execute(tx);
  return rows[0]?.inbox_id ?? null;
}

/** The desk's only inbox confirms from now on what it receives. Answers with it. */
export async function confirmByFirstInbox(tx: Tx): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    update inboxes set confirmation = confirmation || '{"isOn": true}'
    where (select count(*) from inboxes) = 1 returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Two processes that start at once seed one after the other. */
export async function lockSeed(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKeys.seed})`.execute(tx);
}
