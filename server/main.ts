import { AppError } from '../domain/errors.ts';
import { buildApp } from './app.ts';
import { ensureSetupLink } from './auth/commands/setup.ts';
import { ensureFirstInbox } from './inboxes/commands/manage-inboxes.ts';
import { openDoors } from './inboxes/doors.ts';
import { readConfig } from './platform/config.ts';
import { startDeskDatabase } from './platform/database/desk-database.ts';
import { migrate } from './platform/database/migrate.ts';
import { type Log, makeLog } from './platform/log.ts';
import { openPlatform } from './platform/open-platform.ts';
import type { Platform } from './platform/platform.ts';

const longestStop = 9_000;

/** Starts the desk: config, database, migrate, then web, worker or both. What stops it is told in one sentence. */
export async function main(variables: NodeJS.ProcessEnv): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  let log: Log | undefined;
  try {
    const settings = readConfig(variables);
    log = makeLog(settings.logLevel);
    const stop = stopOnce(stops, log);
    listenForTheEnd(stop, log);

    const { database, secretKey, ...held } = await startDeskDatabase(settings, log, () => void stop(1));
    stops.push(held.stop);
    await migrate(database.address);
    const p = await openPlatform({ config: { ...settings, secretKey }, database, log });
    await startParts(p, stops);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error, log)}\n`);
    await stopAll(stops, log);
    process.exit(1);
  }
}

/** What this process does besides keeping its database: web, worker or both. They stop together, each with its full time. */
async function startParts(p: Platform, stops: (() => Promise<void>)[]): Promise<void> {
  const parts: { close(): Promise<unknown> }[] = [];
  stops.push(async () => p.mailer.close());
  stops.push(async () => {
    const closed = await Promise.allSettled(parts.map((part) => part.close()));
    for (const one of closed) if (one.status === 'rejected') throw one.reason;
  });
  await ensureFirstInbox(p);
  const setupLink = await ensureSetupLink(p);
  if (p.config.process !== 'web') {
    const { startWorker } = await import('./worker.ts');
    parts.push(await startWorker(p));
    parts.push(await openDoors(p));
  }
  if (p.config.process !== 'worker') {
    const app = buildApp(p);
    parts.push(app);
    await app.listen({ host: p.config.host, port: p.config.port });
    const url = p.config.publicUrl ?? urlOf(app);
    process.stdout.write(`Atende is ready: ${url}\n`);
    if (setupLink !== null) process.stdout.write(`Set it up with this link, once: ${url}${setupLink}\n`);
  }
}

function urlOf(app: ReturnType<typeof buildApp>): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') return '';
  // Listening everywhere is no address to visit.
  if (['0.0.0.0', '::'].includes(address.address)) return `http://localhost:${address.port}`;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** The newest part first, the database last. */
async function stopAll(stops: (() => Promise<void>)[], log?: Log): Promise<void> {
  for (const stop of stops.reverse().splice(0)) {
    await stop().catch((error: unknown) => log?.error({ err: error }, 'a part did not stop cleanly'));
  }
}

function stopOnce(stops: (() => Promise<void>)[], log: Log): (code: number) => Promise<void> {
  let isStopping = false;
  return async (code) => {
    if (isStopping) return;
    isStopping = true;
    const database = stops[0];
    const isDone = await Promise.race([stopAll(stops, log).then(() => true), later(longestStop).then(() => false)]);
    if (!isDone) {
      log.error({}, 'something in hand did not finish in time');
      await Promise.race([database?.(), later(1_000)]);
    }
    log.info({}, 'stopped');
    process.exit(isDone ? code : 1);
  };
}

function listenForTheEnd(stop: (code: number) => Promise<void>, log: Log): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      void stop(0);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, 'stopping because of an error nobody caught');
      void stop(1);
    });
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function sentenceOf(error: unknown, log: Log | undefined): string {
  if (error instanceof AppError) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Choose another (PORT, MAIL_PORT).`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine.';
  if (code === 'EACCES' && port) return `This user may not open port ${port}. Choose one above 1023 (PORT, MAIL_PORT).`;
  log?.fatal({ err: error }, 'the desk did not start');
  const said = error instanceof Error ? error.message : String(error);
  return `Atende did not start: ${said}`;
}

if (import.meta.main) await main(process.env);
