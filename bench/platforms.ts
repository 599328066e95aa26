import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../server/platform/config.ts';
import { type DatabaseAddress, openDatabase } from '../server/platform/database/database.ts';
import { withTemporaryPostgres } from '../server/platform/database/embedded-postgres.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { makeLog } from '../server/platform/log.ts';
import { openPlatform } from '../server/platform/open-platform.ts';
import type { Platform } from '../server/platform/platform.ts';

const secretKey = 'a key for measuring, long enough to be one';

/** What several processes of a desk would be: each with connections of its own, on one fresh PostgreSQL. */
export async function withPlatforms<T>(count: number, work: (platforms: Platform[]) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'atende-bench-'));
  try {
    return await withTemporaryPostgres(async (address) => {
      await migrate(address);
      const opened = await Promise.all(Array.from({ length: count }, () => open(address, dataDir)));
      return work(opened.map(({ p }) => p)).finally(() => Promise.all(opened.map(({ close }) => close())));
    });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function open(address: DatabaseAddress, dataDir: string) {
  const database = openDatabase(address);
  const config = { ...readConfig({ DATA_DIR: dataDir }), secretKey };
  const p = await openPlatform({ config, database, log: makeLog('silent') });
  const close = async () => {
    p.mailer.close();
    await database.close();
  };
  return { p, close };
}
