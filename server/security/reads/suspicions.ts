import type { SuspicionView } from '../../../contract/security.ts';
import type { Db } from '../../platform/platform.ts';

/** Newest first; `next` is the id that the following page comes after. */
export async function listSuspicions(
  db: Db,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ suspicions: SuspicionView[]; next: string | null }> {
  const before = /^\d{1,15}$/.test(after ?? '') ? Number(after) : Number.MAX_SAFE_INTEGER;
  const rows = await db
    .selectFrom('suspicions')
    .select(['id', 'uuid', 'code', 'severity', 'details', 'at'])
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  return {
    suspicions: shown.map(({ uuid, code, severity, details, at }) => ({
      id: uuid,
      code,
      severity,
      values: details as SuspicionView['values'],
      at: at.toISOString(),
    })),
    next: rows.length > limit ? String(shown.at(-1)?.id) : null,
  };
}
