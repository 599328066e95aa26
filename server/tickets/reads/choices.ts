import type { z } from 'zod';
import type { statusList } from '../../../contract/tickets.ts';
import { statusCategories } from '../../../domain/tickets/ticket.ts';
import type { Db } from '../../platform/platform.ts';
import { at } from './row.ts';

type Statuses = z.infer<typeof statusList>['statuses'];

export async function listStatuses(db: Db): Promise<Statuses> {
  const rows = await db
    .selectFrom('statuses')
    .select(['slug', 'name', 'category'])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ slug, name, category }) => ({
    slug,
    name: name as Record<string, string>,
    category: at(statusCategories, category),
  }));
}
