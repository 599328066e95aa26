import type { Settings } from '../../contract/settings.ts';
import type { Db, Platform, Tx } from '../platform/platform.ts';

/** What an admin set, else what the environment says. */
export async function readSettings(p: Platform, db: Db | Tx = p.db): Promise<Settings> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute();
  const set = Object.fromEntries(rows.map((row) => [row.key, row.value])) as Partial<Settings>;
  return {
    company: set.company ?? '',
    locale: set.locale ?? 'en',
    timeZone: set.timeZone ?? 'UTC',
    undoSendSeconds: set.undoSendSeconds ?? Math.round(p.config.undoSendSeconds),
    brandColour: set.brandColour ?? null,
    brandLogo: set.brandLogo ?? null,
    isSendingHeld: set.isSendingHeld ?? false,
    priorityMatrix: set.priorityMatrix ?? null,
  };
}

/** A desk that was restored is quiet until its owner says otherwise. Read afresh each time: a restore may happen beside us. */
export async function isSendingHeld(p: Platform): Promise<boolean> {
  const row = await p.db.selectFrom('settings').select('value').where('key', '=', 'isSendingHeld').executeTakeFirst();
  return row?.value === true;
}
