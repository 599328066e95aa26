import type { Db } from '../../platform/platform.ts';

/** The owner who has been here longest, or null while the desk has none. */
export async function firstOwner(db: Db): Promise<number | null> {
  const found = await db
    .selectFrom('agents')
    .select('id')
    .where('role', '=', 'owner')
    .where('is_active', '=', true)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}
