import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * A killed worker leaves its jobs locked for four hours. So each runner holds a session advisory lock that names it, which
 * PostgreSQL frees the moment the process is gone: jobs whose runner's lock is free belong to nobody and are unlocked.
 */
const startingKey = 4_107_201;

/** While a runner has begun but not yet its lock, nobody may judge who is dead. */
export async function beginStarting(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [startingKey]);
}

export async function endStarting(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_unlock_shared($1)', [startingKey]);
}

export async function lockRunner(client: pg.Client, runnerId: string): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [keyOf(runnerId)]);
}

/** Of a runner that gave up while its process lives. More than once, since a session may hold it more than once. */
export async function unlockRunner(client: pg.Client, runnerId: string): Promise<void> {
  const unlock = () => client.query('select pg_advisory_unlock($1) as was_held', [keyOf(runnerId)]);
  while ((await unlock()).rows[0].was_held);
}

/**
 * Jobs that a living runner was given and does not know of, because the answer was cut off, or whose end was not told.
 * The ten seconds leave it time to tell.
 */
export async function unlockLost(client: pg.Client, runnerId: string, inHand: Iterable<string>): Promise<number> {
  const { rowCount } = await client.query(
    `with lost as (
       update graphile_worker._private_jobs set locked_at = null, locked_by = null
       where locked_by = $1 and locked_at < now() - interval '10 seconds' and not (id = any($2::bigint[]))
       returning job_queue_id
     ), queues as (
       update graphile_worker._private_job_queues set locked_at = null, locked_by = null
       where id in (select job_queue_id from lost) and locked_by = $1
     )
     select from lost`,
    [runnerId, [...inHand]],
  );
  return rowCount ?? 0;
}

/** Unlocks what dead runners left. `isCertain` is asked of each: a timer wants to see it dead twice, a start once. */
export async function unlockDead(client: pg.Client, isCertain: (runnerId: string) => boolean): Promise<string[]> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [startingKey]);
  if (!rows[0].taken) return [];
  try {
    const dead = (await freeRunners(client)).filter(isCertain);
    if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
    return dead;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [startingKey]);
  }
}

async function freeRunners(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ locked_by: string }>(`
    select locked_by from graphile_worker._private_jobs where locked_by is not null
    union select locked_by from graphile_worker._private_job_queues where locked_by is not null`);
  const free: string[] = [];
  for (const { locked_by: runnerId } of rows) {
    if (await isFree(client, runnerId)) free.push(runnerId);
  }
  return free;
}

/** Looked up, not tried: the session that holds a lock may take it again, so our own runner would look dead to us. */
async function isFree(client: pg.Client, runnerId: string): Promise<boolean> {
  const key = keyOf(runnerId);
  const { rows } = await client.query(
    `select exists (
       select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
         and database = (select oid from pg_database where datname = current_database())
         and (classid::bigint << 32 | objid::bigint) = $1
     ) as held`,
    [key],
  );
  return !rows[0].held;
}

function keyOf(runnerId: string): string {
  return createHash('sha256').update(`runner ${runnerId}`).digest().readBigInt64BE().toString();
}
