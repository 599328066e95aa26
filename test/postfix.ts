import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

/** A real Postfix on a free loopback port, with configuration, queue and log in a folder of its own. */
export type Postfix = {
  port: number;
  url: string;
  /** How many mails it holds, whatever for. */
  queued(): Promise<number>;
  /** Tries everything it holds, now. */
  flush(): Promise<void>;
  log(): Promise<string>;
  close(): Promise<void>;
};

const binary = '/usr/sbin/postfix';
export const hasPostfix = existsSync(binary) && process.getuid?.() === 0;
export const postfixMissing =
  'Postfix is not installed here, or the tests do not run as root: the real mail server is not tried.';

const run = promisify(execFile);

/** Where the mail of a domain goes, each a port of this machine; it knows no other domain. `unknown` are nobody's. */
type Directory = { routes: Record<string, number>; unknown?: string[] };

export async function startPostfix(directory: Directory): Promise<Postfix> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atende-postfix-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  for (const name of ['conf', 'queue', 'data']) await mkdir(path.join(folder, name));
  await run('/bin/chown', ['postfix', path.join(folder, 'data')]);
  await writeFile(path.join(folder, 'conf', 'main.cf'), mainOf(folder, directory));
  await writeFile(path.join(folder, 'conf', 'master.cf'), masterOf(port));

  const postfix = (command: string) => run(binary, ['-c', path.join(folder, 'conf'), command]);
  const log = () => readFile(path.join(folder, 'log'), 'utf8').catch(() => '');
  const end = () => endMaster(folder);
  await postfix('start').catch(async (error: Error) => {
    throw new Error(`Postfix does not start: ${error.message}\n${(await log()).slice(-2_000)}`);
  });
  process.once('exit', end);
  await untilListening(port, log);

  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    async queued() {
      const { stdout } = await run('/usr/sbin/postqueue', ['-c', path.join(folder, 'conf'), '-j']);
      return stdout.split('\n').filter((line) => line.startsWith('{')).length;
    },
    flush: async () => void (await postfix('flush')),
    log,
    async close() {
      await postfix('stop').catch(end);
      process.off('exit', end);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The master leads a process group of its own: with it go those it began. */
function endMaster(folder: string): void {
  try {
    process.kill(-Number.parseInt(readFileSync(path.join(folder, 'queue/pid/master.pid'), 'utf8'), 10), 'SIGKILL');
  } catch {
    // it ended by itself
  }
}

/** Waits between attempts are seconds, so that a test sees several. */
function mainOf(folder: string, { routes, unknown = [] }: Directory): string {
  const entries = [
    ...unknown.map((address) => `{ ${address} = error:5.1.1 There is no such mailbox here }`),
    ...Object.entries(routes).map(([domain, port]) => `{ ${domain} = smtp:[127.0.0.1]:${port} }`),
  ];
  return `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
myhostname = mx.atende.example
mydestination =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relay_domains = ${Object.keys(routes).join(', ')}
transport_maps = inline:{ ${entries.join(', ')} }
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
smtpd_reject_unlisted_recipient = no
smtp_tls_security_level = none
smtpd_tls_security_level = none
disable_dns_lookups = yes
minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
transport_retry_time = 2s
smtp_connect_timeout = 5s
smtp_helo_timeout = 10s
default_destination_concurrency_limit = 8
`;
}

function masterOf(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'relay unix - - n - - smtp',
    'showq unix n - n - - showq',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'discard unix - - n - - discard',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  return `${services.join('\n')}\n`;
}

async function untilListening(port: number, logOf: () => Promise<string>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await greets(port)) return;
    await sleep(100);
  }
  throw new Error(`Postfix does not answer:\n${(await logOf()).slice(-2_000)}`);
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isWell: boolean) => {
      socket.destroy();
      resolve(isWell);
    };
    socket.once('data', (chunk) => end(chunk.toString().startsWith('220')));
    socket.once('error', () => end(false));
    socket.setTimeout(5_000, () => end(false));
  });
}
