import { sql } from 'kysely';
import type { Settings } from '../../contract/settings.ts';
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
