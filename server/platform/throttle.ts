import { isIPv6 } from 'node:net';
import { sql } from 'kysely';
import { AppError } from '../../domain/errors.ts';
import type { Platform } from './platform.ts';

/** So many times in so many seconds, whoever of the desk's processes is asked. */
type Limit = { times: number; seconds: number };
export type Throttle = { bucket: string; limits: readonly Limit[] };

/**
 * Counts one attempt in every bucket and refuses when one of them is full. It commits by itself before the attempt is looked
 * at, so that a failed or aborted one counts too, and an unreachable database refuses (fails closed). Windows slide: the last
 * one still counts for the share of it that lies within reach.
 */
export async function countAttempt(p: Platform, throttles: readonly Throttle[]): Promise<void> {
  const windows = throttles.flatMap(({ bucket, limits }) => limits.map((limit) => ({ bucket, ...limit })));
  const now = p.clock.now().getTime();
  const { rows } = await sql<{ place: number; hits: number; before: number }>`
    with asked as (
      select place, bucket || ':' || seconds as bucket, to_timestamp(floor(${now}::float8 / 1000 / seconds) * seconds) as start,
        make_interval(secs => seconds) as length
      from unnest(${windows.map((one) => one.bucket)}::text[], ${windows.map((one) => one.seconds)}::int[])
        with ordinality as given (bucket, seconds, place)
    ), counted as (
      insert into throttles as known (bucket, window_start)
      select bucket, start from asked order by bucket
      on conflict (bucket, window_start) do update set hits = known.hits + 1
      returning bucket, hits
    )
    select asked.place::int, counted.hits, coalesce(earlier.hits, 0) as before
    from asked join counted using (bucket)
    left join throttles earlier on earlier.bucket = asked.bucket and earlier.window_start = asked.start - asked.length
    order by asked.place`.execute(p.db);

  const waits = rows.map(({ place, hits, before }) => waitOf(windows[place - 1] as Limit, { hits, before, now }));
  const longest = Math.max(0, ...waits);
  if (longest > 0) throw tooMany(longest);
}

/** Gives an attempt back that turned out to be none, such as a sign-in with the right password. */
export async function refundAttempt(p: Platform, throttles: readonly Throttle[]): Promise<void> {
  const windows = throttles.flatMap(({ bucket, limits }) => limits.map((limit) => ({ bucket, ...limit })));
  const now = p.clock.now().getTime();
  await sql`
    update throttles set hits = greatest(hits - 1, 0)
    from unnest(${windows.map((one) => one.bucket)}::text[], ${windows.map((one) => one.seconds)}::int[]) as given (bucket, seconds)
    where throttles.bucket = given.bucket || ':' || given.seconds
      and window_start = to_timestamp(floor(${now}::float8 / 1000 / seconds) * seconds)`.execute(p.db);
}

/** Seconds until the bucket has room again; 0 when this attempt still fits. */
function waitOf(limit: Limit, { hits, before, now }: { hits: number; before: number; now: number }): number {
  const passed = (now / 1000) % limit.seconds;
  const counted = hits + before * (1 - passed / limit.seconds);
  return counted <= limit.times ? 0 : Math.ceil(limit.seconds - passed);
}

function tooMany(retryAfter: number): AppError {
  return new AppError('unavailable', 'too_many_requests', 'Too many attempts. Wait a little.', {
    details: { retryAfter },
  });
}

/** The network an address is counted as: an IPv4 address, or the /64 a single household or server has of IPv6. */
export function netOf(ip: string): string {
  const bare = ip.replace(/^::ffff:/i, '');
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const rest = tail.split(':').filter(Boolean);
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

export async function forgetOldThrottles(p: Platform): Promise<void> {
  await sql`delete from throttles where window_start < ${p.clock.now()}::timestamptz - interval '1 day'`.execute(p.db);
}
