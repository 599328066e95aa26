import type { z } from 'zod';
import type { statusList, topicList } from '../../../contract/tickets.ts';
import { statusCategories } from '../../../domain/tickets/ticket.ts';
import type { Db } from '../../platform/platform.ts';
import { at } from './row.ts';

type Topics = z.infer<typeof topicList>['topics'];
type Statuses = z.infer<typeof statusList>['statuses'];

export async function listTopics(db: Db): Promise<Topics> {
  const rows = await db
    .selectFrom('topics')
    .select(['uuid as id', 'slug', 'name'])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows as Topics;
}

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
