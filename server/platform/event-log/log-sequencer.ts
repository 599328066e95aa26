import { sql } from 'kysely';
import type pg from 'pg';
import { connect } from '../database/database.ts';
import { giveUpOnSilence } from '../database/database-silence.ts';
import { lockKeys } from '../database/lock-keys.ts';
import { startLoop } from '../loop.ts';
import type { Db, Platform } from '../platform.ts';

const batch = 5_000;
const busyPauseMs = 10;
const idlePauseMs = 40;
/** After the last event it keeps the quick pace for as long as a conversation may go on at once. */
const staysBusyMs = 2_000;

export const logChannel = 'atende_events';

/**
 * Gives committed events their place in the log. Ids are given before the commit, so a reader that followed them would step
 * over an event that commits late; positions are given after it, by one process at a time, in the order of the ids. Tried:
 * `id > last` lost 3.3% of the events under load, positions none; a NOTIFY by each writer cost 80% of the inserts, one here is free.
 */
const numberEvents = `
  with unnumbered as (
    select id, row_number() over (order by id) as place
    from (select id from events where position is null order by id limit ${batch}) as waiting
  ), counter as (
    update event_positions set last = last + (select count(*) from unnumbered)
    where id = 1 and exists (select from unnumbered) returning last
  ), numbered as (
    update events set position = counter.last - (select count(*) from unnumbered) + unnumbered.place
    from unnumbered, counter where events.id = unnumbered.id and events.position is null returning 1
  )
  select (select count(*) from numbered)::int as count, pg_notify('${logChannel}', last::text) from counter`;

/** Any number of processes may run one; whoever holds the lock numbers, the others wait for it to die. */
export function startSequencer(p: Platform): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  let isHolder = false;
  let lastEventAt = 0;

  const forget = async () => {
    const old = client;
    client = undefined;
    isHolder = false;
    await old?.end().catch(() => undefined);
  };
  const step = async () => {
    client ??= await join(p);
    isHolder ||= await takeLock(client);
    if (!isHolder) return 1_000;
    const { rows } = await client.query({ name: 'number_events', text: numberEvents });
    const count = rows[0]?.count ?? 0;
    if (count > 0) lastEventAt = Date.now();
    if (count === batch) return 0;
    return Date.now() - lastEventAt < staysBusyMs ? busyPauseMs : idlePauseMs;
  };
  const run = () =>
    step().catch(async (error) => {
      await forget();
      throw error;
    });
  const loop = startLoop({ name: 'sequencer', log: p.log, run });

  return {
    async stop() {
      await loop.stop();
      await forget();
    },
  };
}

async function join(p: Platform): Promise<pg.Client> {
  const client = await connect(p.address, 'atende sequencer');
  giveUpOnSilence(client);
  return client;
}

async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`select pg_try_advisory_lock(${lockKeys.sequencer}) as taken`);
  return rows[0].taken;
}

/** Numbers what waits, once, whoever holds the lock: the counter's row lock keeps two from giving the same position. */
export async function numberEventsNow(db: Db): Promise<number> {
  const { rows } = await sql.raw<{ count: number }>(numberEvents).execute(db);
  return rows[0]?.count ?? 0;
}
