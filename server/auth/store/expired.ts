import { sql } from 'kysely';
import type { Platform } from '../../platform/platform.ts';
import { sessionIdleDays } from '../reads/actor-of-token.ts';

/** Removes sessions and links that open nothing any more. */
export async function forgetExpired(p: Platform): Promise<void> {
  const now = p.clock.now();
  await sql`
    with gone as (
      delete from sessions where expires_at <= ${now}
        or last_seen_at <= ${now}::timestamptz - make_interval(days => ${sessionIdleDays})
    )
    delete from one_time_tokens where expires_at <= ${now} or used_at <= ${now}::timestamptz - interval '30 days'`.execute(
    p.db,
  );
}
