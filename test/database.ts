import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import { startTemporaryPostgres } from '../server/platform/database/embedded-postgres.ts';
import { migrate } from '../server/platform/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: DatabaseAddress;
    template: string;
  }
}

/** One PostgreSQL for the whole run (or the one of TEST_DATABASE_URL), with one migrated database to clone from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  const server = url ? { address: { url }, stop: async () => {} } : await startTemporaryPostgres();
  const template = `atende_template_${randomBytes(4).toString('hex')}`;
  await asAdmin(server.address, (client) => client.query(`create database ${template}`));
  await migrate(named(server.address, template));
  project.provide('postgres', server.address);
  project.provide('template', template);

  return async () => {
    if (url)
      await asAdmin(server.address, (client) => client.query(`drop database if exists ${template} with (force)`));
    await server.stop();
  };
}

/** A migrated database of one's own, as a fresh desk finds it. */
export async function cloneDatabase(): Promise<{ address: DatabaseAddress; drop(): Promise<void> }> {
  const postgres = inject('postgres');
  const name = `atende_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(postgres, (client) => client.query(`create database ${name} template ${inject('template')}`));
  const drop = () => asAdmin(postgres, (client) => client.query(`drop database if exists ${name} with (force)`));
  return { address: named(postgres, name), drop };
}

/** An empty database without any table: for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ address: DatabaseAddress; drop(): Promise<void> }> {
  const postgres = inject('postgres');
  const name = `atende_empty_${randomBytes(6).toString('hex')}`;
  await asAdmin(postgres, (client) => client.query(`create database ${name}`));
  const drop = () => asAdmin(postgres, (client) => client.query(`drop database if exists ${name} with (force)`));
  return { address: named(postgres, name), drop };
}

/** The address as DATABASE_URL would say it, for processes started by a test. */
export function urlOf(address: DatabaseAddress): string {
  if ('url' in address) return address.url;
  const url = new URL('postgresql:///');
  url.pathname = address.database;
  for (const [key, value] of [
    ['host', address.socketFolder],
    ['port', String(address.port)],
    ['user', address.user],
  ]) {
    url.searchParams.set(key ?? '', value ?? '');
  }
  return url.href;
}

function named(address: DatabaseAddress, database: string): DatabaseAddress {
  if (!('url' in address)) return { ...address, database };
  const url = new URL(address.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}

async function asAdmin(address: DatabaseAddress, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = await connect('url' in address ? address : { ...address, database: 'postgres' }, 'atende test');
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
