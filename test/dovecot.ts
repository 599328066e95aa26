import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePort } from './free-port.ts';

/** A real Dovecot on a free loopback port, in a folder of its own, as a user who may do nothing else. */
export type Dovecot = {
  port: number;
  /** Null where its package is missing. */
  pop3Port: number | null;
  user: string;
  password: string;
  /** Puts a mail into a folder, as if it had come at `at`. */
  append(bytes: Uint8Array, more?: { folder?: string; at?: Date }): Promise<void>;
  /** Many at once, as files of the INBOX. */
  fill(count: number, mailOf: (nth: number) => { at: Date; bytes: string }): Promise<void>;
  flagsOf(folder?: string): Promise<{ uid: number; flags: string[] }[]>;
  /** No folder has any mail, and the numbers go on. */
  empty(): Promise<void>;
  /** The folder's mail stays and is numbered anew. */
  changeUidValidity(folder?: string): Promise<void>;
  /** Everybody is hung up on; afterwards it listens at the same port again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

const binary = '/usr/sbin/dovecot';
export const hasDovecot = existsSync(binary);
export const hasPop3 = hasDovecot && existsSync('/usr/lib/dovecot/pop3');
export const pop3Missing = 'Dovecot has no POP3 here (Debian: dovecot-pop3d): the real POP3 server is not tried.';
export const dovecotMissing =
  'Dovecot is not installed here (Debian: dovecot-imapd): the real IMAP server is not tried.';

const user = 'support@atende.example';
const password = 'quatro-cavalos';

export async function startDovecot(): Promise<Dovecot> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atende-dovecot-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const pop3Port = hasPop3 ? await freePort() : null;
  const owner = await ownerOf();
  await mkdir(path.join(folder, 'mail'));
  for (const name of ['', 'mail']) await chown(path.join(folder, name), owner.uid, owner.gid);
  await writeFile(path.join(folder, 'users'), `${user}:{PLAIN}${password}\n`);
  await writeFile(path.join(folder, 'dovecot.conf'), confOf({ folder, port, pop3Port, ...owner }));

  let running: ChildProcess | null = null;
  const start = async () => {
    running = spawn(binary, ['-F', '-c', path.join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true });
    await untilAnswered(port, () => readFile(path.join(folder, 'log'), 'utf8').catch(() => ''));
  };
  process.once('exit', () => running?.pid !== undefined && process.kill(-running.pid, 'SIGKILL'));
  const stop = async () => {
    const ending = running;
    running = null;
    if (ending === null || ending.exitCode !== null) return;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    // With those it began: they would go on serving who is connected.
    if (ending.pid !== undefined) process.kill(-ending.pid, 'SIGTERM');
    await gone;
  };
  await start();

  return {
    port,
    pop3Port,
    user,
    password,
    append: (bytes, { folder: into = 'INBOX', at } = {}) =>
      asUser(port, async (client) => {
        if (into !== 'INBOX') await client.mailboxCreate(into);
        await client.append(into, Buffer.from(bytes), [], at);
      }),
    async fill(count, mailOf) {
      // Dovecot makes the folders when somebody first looks into them.
      await asUser(port, async (client) => void (await client.mailboxOpen('INBOX')));
      const place = path.join(folder, 'mail', 'new');
      for (let nth = 0; nth < count; nth++) {
        const { at, bytes } = mailOf(nth);
        const file = path.join(place, `${Math.floor(at.getTime() / 1000)}.${nth}.old`);
        await writeFile(file, bytes);
        await utimes(file, at, at);
        await chown(file, owner.uid, owner.gid);
      }
    },
    flagsOf: (of = 'INBOX') =>
      asUser(port, async (client) => {
        const { exists } = await client.mailboxOpen(of);
        if (exists === 0) return [];
        const all = await client.fetchAll('1:*', { uid: true, flags: true });
        return all.map(({ uid, flags }) => ({ uid, flags: [...(flags ?? [])] }));
      }),
    empty: () =>
      asUser(port, async (client) => {
        for (const { path: one } of await client.list()) {
          const { exists } = await client.mailboxOpen(one);
          if (exists > 0) await client.messageDelete('1:*');
          await client.mailboxClose();
          if (one !== 'INBOX') await client.mailboxDelete(one);
        }
      }),
    async changeUidValidity(of = 'INBOX') {
      await stop();
      const place = path.join(folder, 'mail', of === 'INBOX' ? '' : `.${of}`);
      for (const name of [
        'dovecot-uidlist',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
        'dovecot-uidvalidity',
      ]) {
        await rm(path.join(place, name), { force: true });
      }
      await sleep(1_100); // it is the second in which the list is made
      await start();
    },
    restart: async () => {
      await stop();
      await start();
    },
    stop,
    start,
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function asUser<T>(port: number, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

/** Dovecot refuses to serve mail as root; on a machine where the tests run as somebody, it is that somebody. */
async function ownerOf(): Promise<{ uid: number; gid: number; name: string; group: string; login: string }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const isRoot = process.getuid?.() === 0;
  const entry = lines.find(([name, , uid]) => (isRoot ? name === 'nobody' : Number(uid) === process.getuid?.()));
  const [name = 'nobody', , uid, gid] = entry ?? [];
  const groups = (await readFile('/etc/group', 'utf8')).split('\n').map((line) => line.split(':'));
  const group = groups.find(([, , number]) => number === gid)?.[0] ?? name;
  const hasOwn = lines.some(([one]) => one === 'dovenull');
  return { uid: Number(uid), gid: Number(gid), name, group, login: isRoot && hasOwn ? 'dovenull' : name };
}

type Conf = {
  folder: string;
  port: number;
  pop3Port: number | null;
  uid: number;
  gid: number;
  name: string;
  group: string;
  login: string;
};

function confOf({ folder, port, pop3Port, uid, gid, name, group, login }: Conf): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap${pop3Port === null ? '' : ' pop3'}
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${login}
first_valid_uid = ${uid}
first_valid_gid = 0
mail_location = maildir:${folder}/mail
mail_fsync = never
maildir_very_dirty_syncs = yes
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${folder}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
${
  pop3Port === null
    ? ''
    : `service pop3-login {
  chroot =
  inet_listener pop3 {
    port = ${pop3Port}
  }
  inet_listener pop3s {
    port = 0
  }
}`
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
  separator = /
}
`;
}

async function untilAnswered(port: number, logOf: () => Promise<string>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const isUp = await asUser(port, async () => true).catch(() => false);
    if (isUp) return;
    await sleep(100);
  }
  throw new Error(`Dovecot does not answer:\n${(await logOf()).slice(-2_000)}`);
}
