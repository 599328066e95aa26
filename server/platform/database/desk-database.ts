import type { Settings } from '../config.ts';
import type { Log } from '../log.ts';
import { keepSecretKey } from '../secrets/secret-key.ts';
import { type Database, openDatabase } from './database.ts';
import { joinEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

/** The database of this desk and the key that belongs to it. `stop` closes the pool, then the server if it is ours. */
export type DeskDatabase = { database: Database; secretKey: string; stop(): Promise<void> };

/** For the desk itself: its embedded PostgreSQL is its alone. `onLost` is called when it cannot be kept. */
export async function startDeskDatabase(settings: Settings, log: Log, onLost: () => void): Promise<DeskDatabase> {
  if (settings.databaseUrl !== null) return openOwn(settings, settings.databaseUrl);
  return onEmbedded(settings, await startEmbeddedPostgres(settings.dataDir, { notes: log, onLost }));
}

/** For commands beside the desk: joins the one that runs, else starts its PostgreSQL and stops it again. */
export async function joinDeskDatabase(settings: Settings): Promise<DeskDatabase> {
  if (settings.databaseUrl !== null) return openOwn(settings, settings.databaseUrl);
  return onEmbedded(settings, await joinEmbeddedPostgres(settings.dataDir));
}

function openOwn(settings: Settings, url: string): DeskDatabase {
  const database = openDatabase({ url }, { name: `atende ${settings.process}` });
  return { database, secretKey: settings.secretKey ?? '', stop: () => database.close() };
}

type Embedded = Awaited<ReturnType<typeof joinEmbeddedPostgres>>;

async function onEmbedded(settings: Settings, server: Embedded): Promise<DeskDatabase> {
  const secretKey = settings.secretKey ?? (await keepSecretKey(settings.dataDir));
  const database = openDatabase(server.address);
  const stop = async () => {
    await database.close();
    await server.stop();
  };
  return { database, secretKey, stop };
}
