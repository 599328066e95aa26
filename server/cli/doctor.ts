import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { connect as connectTo } from 'node:net';
import { sql } from 'kysely';
import { AppError } from '../../domain/errors.ts';
import { pendingMigrations } from '../platform/database/migrate.ts';
import { silentMailboxes } from '../security/reads/silent-mailboxes.ts';
import type { Command, Shell } from './command.ts';

type Finding = { what: string; said: string; isGood: boolean };

const scarce = 1_000_000_000;

/** Looks at everything the desk stands on and says what is wrong, one line each; exits with 1 when something is. */
export const doctor: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Says what is wrong with this desk, if anything.',
  async run(_, shell) {
    const findings = [
      await look('node', async () => process.version),
      await look('data folder', () => dataFolder(shell)),
      await look('database', () => database(shell)),
      await look('web server', () => webServer(shell)),
      await look('SMTP door', () => smtpDoor(shell)),
      await look('outgoing mail', () => outgoingMail(shell)),
      await look('mailboxes', () => mailboxes(shell)),
      await look('waiting work', () => waitingWork(shell)),
    ];
    for (const { what, said, isGood } of findings) shell.print(`${isGood ? 'ok   ' : 'WRONG'} ${what}: ${said}`);
    if (findings.some((one) => !one.isGood)) process.exitCode = 1;
  },
};

async function look(what: string, at: () => Promise<string>): Promise<Finding> {
  try {
    return { what, said: await at(), isGood: true };
  } catch (error) {
    return { what, said: error instanceof Error ? error.message : String(error), isGood: false };
  }
}

async function dataFolder({ settings }: Shell): Promise<string> {
  await mkdir(settings.dataDir, { recursive: true });
  await access(settings.dataDir, constants.W_OK);
  const { bavail, bsize } = await statfs(settings.dataDir);
  const free = `${(Number(bavail) * Number(bsize)) / 1e9}`.slice(0, 5);
  if (Number(bavail) * Number(bsize) < scarce) throw wrong(`${settings.dataDir} has only ${free} GB free`);
  return `${settings.dataDir}, ${free} GB free`;
}

async function database({ settings, withDatabase }: Shell): Promise<string> {
  return withDatabase(async ({ db, address }) => {
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
    const pending = await pendingMigrations(address);
    if (pending.length > 0) throw wrong(`${pending.length} migrations are missing: start the desk, or run migrate`);
    const kind = settings.databaseUrl === null ? 'embedded' : 'your own';
    return `PostgreSQL ${rows[0]?.server_version} (${kind}), schema up to date`;
  });
}

async function webServer({ settings }: Shell): Promise<string> {
  const url = `http://${settings.host}:${settings.port}/health`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  if (answer === null) return `nothing answers on ${url}: the desk does not run`;
  if (answer.status === 200) return `serves on ${url}`;
  throw wrong(`${url} answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
}

async function smtpDoor({ settings }: Shell): Promise<string> {
  if (settings.mailPort === 0) return 'turned off (MAIL_PORT=0)';
  const greeting = await greetingOf(settings.host, settings.mailPort);
  if (greeting === null) return `nothing listens on ${settings.host}:${settings.mailPort}: the desk does not run`;
  if (greeting.startsWith('220')) return `listens on ${settings.host}:${settings.mailPort}`;
  throw wrong(`${settings.host}:${settings.mailPort} is not a mail server`);
}

async function outgoingMail({ settings }: Shell): Promise<string> {
  if (settings.smtpUrl === null) return 'kept in the local outbox (SMTP_URL is not set): nothing leaves this machine';
  const { hostname, port, protocol } = new URL(settings.smtpUrl);
  const greeting = await greetingOf(hostname, Number(port || (protocol === 'smtps:' ? 465 : 587)));
  if (greeting === null) throw wrong(`${hostname} does not answer`);
  return `${hostname} answers`;
}

/** Those that should have been looked into by now. */
async function mailboxes({ withDatabase, now }: Shell): Promise<string> {
  const silent = await withDatabase(({ db }) => silentMailboxes(db, now()));
  if (silent.length === 0) return 'none is out of reach';
  const names = silent.map(({ inbox, folder, since }) => `${inbox} (${folder}) since ${since.toISOString()}`);
  throw wrong(`not reached: ${names.join(', ')}. Settings → Inboxes shows what their server says`);
}

async function waitingWork({ withDatabase }: Shell): Promise<string> {
  const counts = await withDatabase(({ db }) =>
    sql<Record<'parked' | 'failed' | 'events', number>>`
      select (select count(*) from inbound where state = 'parked') as parked,
        (select count(*) from deliveries where state in ('failed', 'bounced')) as failed,
        (select count(*) from parked_events) as events`.execute(db),
  );
  const { parked = 0, failed = 0, events = 0 } = counts.rows[0] ?? {};
  const said = `${parked} parked mails, ${failed} failed deliveries, ${events} parked events`;
  if (parked + failed + events > 0) throw wrong(`${said}: see Deliveries and Parked mail in the admin pages`);
  return said;
}

/** The first line a mail server says; empty from one that waits for TLS, null when nothing answers. */
function greetingOf(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connectTo({ host, port, timeout: 5_000 });
    const end = (said: string | null) => {
      socket.destroy();
      resolve(said);
    };
    socket.once('data', (data) => end(data.toString('latin1').split('\r\n')[0] ?? ''));
    socket.once('timeout', () => end(socket.connecting ? null : ''));
    socket.once('error', () => end(null));
  });
}

function wrong(sentence: string): AppError {
  return new AppError('unavailable', 'unwell', sentence);
}
