import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import type { Told, ToldGone } from '../onlookers.ts';

export const onlookerChannel = 'atende_onlookers';

export async function notifyOnlooker(db: Db, told: Told | ToldGone): Promise<void> {
  await sql`select pg_notify(${onlookerChannel}, ${JSON.stringify(told)})`.execute(db);
}
