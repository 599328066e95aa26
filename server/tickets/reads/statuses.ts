import { AppError } from '../../../domain/errors.ts';
import { type Status, statusCategories } from '../../../domain/tickets/ticket.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';

type Known = { statuses: Promise<Status[]>; until: number };
const keptFor = 30_000;
const known = new WeakMap<Platform, Known>();

/**
 * All statuses in their order. Every write needs them and they change when an admin renames one, so each process remembers
 * them for half a minute.
 */
export function statusesOf(p: Platform, db: Db | Tx): Promise<Status[]> {
  const remembered = known.get(p);
  if (remembered && remembered.until > performance.now()) return remembered.statuses;
  const statuses = readStatuses(db);
  known.set(p, { statuses, until: performance.now() + keptFor });
  statuses.catch(() => known.delete(p));
  return statuses;
}

/** The status with this slug; what nobody knows is refused by the field that named it. */
export async function statusBySlug(p: Platform, db: Db | Tx, slug: string): Promise<Status> {
  const status = (await statusesOf(p, db)).find((candidate) => candidate.slug === slug);
  if (status) return status;
  throw new AppError('invalid', 'unknown_status', `There is no status "${slug}".`, {
    fields: { status: 'There is no such status.' },
  });
}

async function readStatuses(db: Db | Tx): Promise<Status[]> {
  const rows = await db
    .selectFrom('statuses')
    .select(['id', 'slug', 'category'])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ id, slug, category }) => ({
    id,
    slug,
    category: statusCategories[category] ?? 'open',
  }));
}
