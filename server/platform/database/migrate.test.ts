import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, emptyDatabase } from '../../../test/database.ts';
import { connect, type DatabaseAddress } from './database.ts';
import { migrate, pendingMigrations, refuseOldServer } from './migrate.ts';

describe('migrations', () => {
  let database: { address: DatabaseAddress; drop(): Promise<void> };
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.drop());

  test('two starters at once bring an empty database up once', async () => {
    expect((await pendingMigrations(database.address)).length).toBeGreaterThan(5);
    const both = await Promise.all([migrate(database.address), migrate(database.address)]);

    const applied = both.map((one) => one.applied.length).sort((a, b) => a - b);
    expect(applied[0]).toBe(0);
    expect(applied[1]).toBeGreaterThan(5);
    expect(await pendingMigrations(database.address)).toEqual([]);
  });

  test('a PostgreSQL before 15 is refused by its version', () => {
    expect(() => refuseOldServer(140_011)).toThrow('PostgreSQL 14 is too old: Atende needs 15 or later.');
    expect(() => refuseOldServer(150_000)).not.toThrow();
  });

  test('a database written by a newer Atende is refused and left alone', async () => {
    const copy = await cloneDatabase();
    const client = await connect(copy.address);
    await client.query(`insert into schema_migrations (number, name) values (9001, '9001_from_the_future')`);
    await expect(migrate(copy.address)).rejects.toMatchObject({ kind: 'invalid', code: 'schema_too_new' });
    await client.end();
    await copy.drop();
  });
});
