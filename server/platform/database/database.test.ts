import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { databaseProxy } from '../../../test/database-proxy.ts';
import { newId } from '../ids.ts';
import { connect, type Database, openDatabase, transaction } from './database.ts';
import { uniqueConstraintOf } from './database-errors.ts';
import { statementNames } from './statement-names.ts';

let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let database: Database;
beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase(clone.address, { connections: 3 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

describe('values', () => {
  test('ids and counts are numbers, times are dates, infinity is Infinity, a date is its text', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select 7::bigint as id, count(*) as n, array[1, 2]::bigint[] as ids, timestamptz '2026-11-21 10:00Z' as at,
        timestamptz 'infinity' as never, date '2026-11-21' as day, '{"a": [1]}'::jsonb as json`.execute(database.db);
    expect(rows[0]).toEqual({
      id: 7,
      n: 1,
      ids: [1, 2],
      at: new Date('2026-11-21T10:00:00Z'),
      never: Number.POSITIVE_INFINITY,
      day: '2026-11-21',
      json: { a: [1] },
    });
  });

  test('a new id is a uuid that sorts by the time it was made', async () => {
    const earlier = newId();
    await new Promise((resolve) => setTimeout(resolve, 3));
    expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(earlier < newId()).toBe(true);
  });
});

describe('a database that goes away', () => {
  test('is unavailable while it is away, and the same pool works when it is back', async () => {
    const lonely = openDatabase(clone.address, { connections: 2 });
    const ask = () => sql`select 1`.execute(lonely.db);
    await ask();
    const name = 'database' in clone.address ? clone.address.database : new URL(clone.address.url).pathname.slice(1);
    const admin = await connect(elsewhere());
    await admin.query(`alter database ${name} with allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

    await expect(ask()).rejects.toMatchObject({ kind: 'unavailable', code: 'database_unavailable' });
    await admin.query(`alter database ${name} with allow_connections true`);
    await expect
      .poll(() =>
        ask()
          .then(() => 'back')
          .catch(() => 'away'),
      )
      .toBe('back');
    await admin.end();
    await lonely.close();
  });

  test('that says nothing more is given up, also by who was waiting for it, and used again', async () => {
    const proxy = await databaseProxy(clone.address);
    const silent = openDatabase({ url: proxy.url }, { connections: 1, silenceMs: 300 });
    const ask = () => sql`select 1`.execute(silent.db);
    await ask();
    await new Promise((resolve) => setTimeout(resolve, 500)); // an idle connection owes nothing
    const [before] = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(silent.db)).rows;
    proxy.swallow();
    await expect(ask()).rejects.toMatchObject({ kind: 'unavailable', code: 'database_unavailable' });
    proxy.carry();
    const [after] = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(silent.db)).rows;
    expect(after?.pid).not.toBe(before?.pid);
    await silent.close();
    await proxy.close();
  });

  test('nobody listens there: unavailable, by a socket and by a port', async () => {
    const nowhere = openDatabase({ socketFolder: '/tmp/nobody-here', port: 5432, user: 'x', database: 'x' });
    await expect(sql`select 1`.execute(nowhere.db)).rejects.toMatchObject({ code: 'database_unavailable' });
    await expect(connect({ url: 'postgresql://x@127.0.0.1:9/x' })).rejects.toMatchObject({ kind: 'unavailable' });
    await nowhere.close();
  });

  test('a connection cut inside a transaction is unavailable and rolls back', async () => {
    const work = transaction(database.db, async (tx) => {
      await sql`insert into settings (key, value) values ('cut', '1')`.execute(tx);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    });
    await expect(work).rejects.toMatchObject({ kind: 'unavailable' });
    const { rows } = await sql`select 1 from settings where key = 'cut'`.execute(database.db);
    expect(rows).toEqual([]);
  });

  test('a mistake in a statement is not an absent database', async () => {
    await expect(sql`select nothing_such`.execute(database.db)).rejects.toMatchObject({ code: '42703' });
  });
});

describe('transactions', () => {
  test('two in each other’s way both end well', async () => {
    await sql`insert into settings (key, value) values ('a', '0'), ('b', '0')`.execute(database.db);
    const bump = (first: string, second: string) =>
      transaction(database.db, async (tx) => {
        for (const key of [first, second]) {
          await sql`update settings set value = to_jsonb((value::text)::int + 1) where key = ${key}`.execute(tx);
          await sql`select pg_sleep(0.1)`.execute(tx);
        }
      });
    await Promise.all([bump('a', 'b'), bump('b', 'a')]);
    const { rows } = await sql`select value from settings where key in ('a', 'b')`.execute(database.db);
    expect(rows).toEqual([{ value: 2 }, { value: 2 }]);
  });

  test('a refused row tells which constraint refused it', async () => {
    const twice = () => sql`insert into settings (key, value) values ('once', '1')`.execute(database.db);
    await twice();
    const error = await twice().catch((met: unknown) => met);
    expect(uniqueConstraintOf(error)).toBe('settings_pkey');
    expect(uniqueConstraintOf(new Error('else'))).toBeNull();
  });
});

describe('statement names', () => {
  test('come with the second time, stay, and are only so many', () => {
    const nameOf = statementNames();
    expect(nameOf('select 1')).toBeUndefined();
    const name = nameOf('select 1');
    expect(name).toHaveLength(22);
    expect(nameOf('select 1')).toBe(name);
    for (let n = 0; n < 1_000; n++) for (let again = 0; again < 2; again++) nameOf(`select ${n}, now()`);
    expect(nameOf('select 1')).toBe(name);
    expect([nameOf('one more'), nameOf('one more'), nameOf('one more')]).toEqual([undefined, undefined, undefined]);
  });

  test('the server keeps the statements that come often', async () => {
    const single = openDatabase(clone.address, { connections: 1 });
    for (let n = 0; n < 3; n++) await sql`select ${n}::int as n`.execute(single.db);
    const { rows } = await sql`select statement from pg_prepared_statements`.execute(single.db);
    expect(rows).toEqual([{ statement: 'select $1::int as n' }]);
    await single.close();
  });
});

function elsewhere() {
  if ('database' in clone.address) return { ...clone.address, database: 'postgres' };
  const url = new URL(clone.address.url);
  url.pathname = '/postgres';
  return { url: url.href };
}
