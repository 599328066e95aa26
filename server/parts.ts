import { buildApp } from './app.ts';
import { ensureSetupLink } from './auth/commands/setup.ts';
import { ensureFirstInbox } from './inboxes/commands/manage-inboxes.ts';
import { openDoors } from './inboxes/doors.ts';
import type { Platform } from './platform/platform.ts';

/** What this process does besides keeping its database: web, worker or both. */
export async function startParts(p: Platform, stops: (() => Promise<void>)[]): Promise<void> {
  stops.push(async () => p.mailer.close());
  await ensureFirstInbox(p);
  const setupLink = await ensureSetupLink(p);
  if (p.config.process !== 'web') {
    const { startWorker } = await import('./worker.ts');
    const worker = await startWorker(p);
    stops.push(() => worker.close());
    const doors = await openDoors(p);
    stops.push(() => doors.close());
  }
  if (p.config.process !== 'worker') {
    const app = buildApp(p);
    await app.listen({ host: p.config.host, port: p.config.port });
    stops.push(() => app.close());
    const url = p.config.publicUrl ?? urlOf(app);
    process.stdout.write(`Atende is ready: ${url}\n`);
    if (setupLink !== null) process.stdout.write(`Set it up with this link, once: ${url}${setupLink}\n`);
  }
}

function urlOf(app: ReturnType<typeof buildApp>): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') return '';
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
