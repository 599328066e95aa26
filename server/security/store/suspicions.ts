import { sql } from 'kysely';
import type { Suspicion } from '../../../domain/suspicion.ts';
import { lockKeys } from '../../platform/database/lock-keys.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';

/** False while another process weighs the same facts. */
export async function lockSuspicions(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_xact_lock(${lockKeys.suspicions}) as "isMine"`.execute(tx);
  return rows[0]?.isMine ?? false;
}

/** What was said since. */
export async function suspicionsSince(tx: Tx, since: Date): Promise<{ code: string; subject: string }[]> {
  return tx.selectFrom('suspicions').select(['code', 'subject']).where('at', '>', since).execute();
}

export async function insertSuspicion(tx: Tx, { code, subject, severity, values }: Suspicion, at: Date) {
  return tx
    .insertInto('suspicions')
    .values({ uuid: newId(), code, subject, severity, details: JSON.stringify(values), at })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}
