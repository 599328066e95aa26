import type { PriorityMatrix } from '../../../domain/triage/priority-matrix.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** Null where priorities are set by hand. */
export async function priorityMatrix(db: Db | Tx): Promise<PriorityMatrix | null> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'priorityMatrix').executeTakeFirst();
  return (row?.value ?? null) as PriorityMatrix | null;
}
