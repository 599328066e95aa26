import { sql } from 'kysely';
import type { Platform } from '../../platform/platform.ts';
import { sessionIdleDays } from '../reads/actor-of-token.ts';

/** Sessions nobody can use any more, and links that were used or ran out. */
export async function forgetExpired(p: Platform): Promise<void> {
  const now = p.clock.now();
  await sql`delete from sessions where expires_at < ${now}
    or last_seen_at < ${now}::timestamptz - make_interval(days => ${sessionIdleDays})`.execute(p.db);
  await sql`delete from one_time_tokens where expires_at < ${now}::timestamptz - interval '30 days'`.execute(p.db);
}
