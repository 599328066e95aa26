import { setImmediate as turn } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakeImap, type FakeMail, fakeImap, fetched, type Line } from '../../../../test/fake-imap.ts';
import { type Follower, follower, namedMail as mail } from '../../../../test/follow-folder.ts';

let imap: FakeImap;
let desk: Follower;

beforeEach(async () => {
  imap = await fakeImap();
  desk = follower(() => imap.port);
});
afterEach(async () => {
  vi.useRealTimers();
  desk.stop();
  await imap.close();
});

const saysPassword = () => imap.said.some((said) => /^(LOGIN|AUTHENTICATE)/i.test(said));

describe('people and programs at the same mailbox', () => {
  test('marks set while the desk pages through the folder hide nothing from it (T42)', async () => {
    for (let nth = 1; nth <= 120; nth++) imap.add(mail(`mail ${nth}`));
    imap.spoil = (command) => {
      // A person reads everything in webmail between the list and the bodies.
      if (/^UID FETCH/.test(command)) for (const { flags } of imap.mails) flags.add('\\Seen');
      return null;
    };
    expect(await desk.once()).toBeNull();
    expect(desk.kept).toHaveLength(120);
    expect(desk.position.lastUid).toBe(120);
  });

  test('mail moved away or deleted while the desk fetches leaves no phantom and no gap (T47)', async () => {
    for (let nth = 1; nth <= 120; nth++) imap.add(mail(`mail ${nth}`));
    let isFirst = true;
    imap.spoil = (command, { write }) => {
      if (!/BODY\.PEEK\[\]/.test(command) || !isFirst) return null;
      isFirst = false;
      imap.mails = imap.mails.filter(({ uid }) => uid % 3 !== 0);
      write('* 3 EXPUNGE\r\n* 5 EXPUNGE\r\n');
      return null;
    };
    expect(await desk.once()).toBeNull();
    expect(desk.subjects()).toEqual(imap.mails.map(({ uid }) => `mail ${uid}`));
    expect(desk.kept).toHaveLength(80);
    expect(desk.position.lastUid).toBe(120);
  });

  test('a mail that the server lists and sends empty is parked with its header, not filed without a word (T47)', async () => {
    for (const name of ['one', 'two']) imap.add(mail(name));
    imap.spoil = (command, { tag, write }) => {
      if (!/^UID FETCH [\d,:]*1[\d,:]* .*BODY\.PEEK\[\]/.test(command)) return null;
      const second = command.startsWith('UID FETCH 1 ') ? [] : [fetched(imap.mails[1] as FakeMail, 2, command)];
      write(Buffer.concat([Buffer.from('* 1 FETCH (UID 1 BODY[] "")\r\n'), ...second, Buffer.from(`${tag} OK\r\n`)]));
    };
    expect(await desk.once()).toBeNull();
    expect(desk.subjects().sort()).toEqual(['one', 'two']);
    expect(desk.kept.find(({ incomplete }) => incomplete)).toMatchObject({
      incomplete: expect.stringContaining('empty'),
      envelope: { subject: 'one' },
    });
    expect(imap.mails.map(({ flags }) => flags.has('\\Seen'))).toEqual([false, true]);
  });
});

test('a server that falls silent with its line open is given up within ten minutes (T43)', async () => {
  imap.add(mail('one'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const following = desk.follow().then(
    () => null,
    (error: Error) => error,
  );
  await pass(0, () => imap.said.includes('IDLE'));
  imap.spoil = () => 'nothing more is said';
  imap.isDeaf = true;
  const began = Date.now();
  let error: Error | null | undefined;
  void following.then((met) => {
    error = met;
  });
  await pass(10 * 60_000, () => error !== undefined);
  expect(Date.now() - began).toBeLessThan(10 * 60_000);
  expect(error).toMatchObject({ code: expect.stringMatching(/^mailbox_/) });
  vi.useRealTimers();
  imap.spoil = null;
  imap.isDeaf = false;
  imap.add(mail('two'));
  expect(await desk.once()).toBeNull();
  expect(desk.subjects()).toEqual(['one', 'two']);
});

describe('a line that somebody stands in (T45)', () => {
  const starttls = { settings: { imapSecurity: 'starttls' } };

  test('with a certificate that is trusted the password is said, and this list shows it', async () => {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, imap.certificate.cert]);
    imap.isTls = true;
    imap.add(mail('one'));
    const error = await desk
      .once({ settings: { imapSecurity: 'tls' } })
      .finally(() => setDefaultCACertificates(before));
    expect(error).toBeNull();
    expect(desk.subjects()).toEqual(['one']);
    expect(saysPassword()).toBe(true);
  });

  test('where STARTTLS was stripped from what the server can, no password is said', async () => {
    expect(await desk.once(starttls)).toMatchObject({ message: expect.stringMatching(/STARTTLS/) });
    expect(saysPassword()).toBe(false);
  });

  test('where STARTTLS is refused, no password is said', async () => {
    imap.capabilities += ' STARTTLS';
    imap.spoil = (command, { tag, write }) => (command === 'STARTTLS' ? write(`${tag} NO not today\r\n`) : null);
    expect(await desk.once(starttls)).toBeInstanceOf(Error);
    expect(imap.said).toContain('STARTTLS');
    expect(saysPassword()).toBe(false);
  });

  test('where a server greets as if we were signed in already, STARTTLS is asked for all the same', async () => {
    imap.greeting = '* PREAUTH welcome back';
    expect(await desk.once(starttls)).toBeInstanceOf(Error);
    expect(desk.kept).toEqual([]);
    expect(saysPassword()).toBe(false);
  });

  test.each(['tls', 'starttls'])('a certificate nobody vouches for ends %s', async (imapSecurity) => {
    imap.capabilities += ' STARTTLS';
    const heard: string[] = [];
    imap.isTls = imapSecurity === 'tls';
    imap.spoil = (command, { tag, write, socket }) => {
      if (command !== 'STARTTLS') return null;
      write(`${tag} OK begin\r\n`);
      encrypted(socket).on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    };
    const error = await desk.once({ settings: { imapSecurity } });
    expect(error?.message).toMatch(/certificate|self.signed/i);
    expect(saysPassword()).toBe(false);
    expect(heard).toEqual([]);
  });

  test('answers slipped in before the encryption begins are not believed', async () => {
    imap.capabilities += ' STARTTLS';
    imap.spoil = (command, { tag, write }) => {
      if (command !== 'STARTTLS') return null;
      write(`${tag} OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN LOGINDISABLED\r\nA2 OK injected\r\n`);
    };
    const error = await desk.once(starttls);
    expect(error?.message).toMatch(/STARTTLS|TLS/);
    expect(saysPassword()).toBe(false);
  });
});

describe('a server that means harm is hung up on, and memory stays flat (T46)', () => {
  const floods: Record<string, { begin: string; more: Buffer }> = {
    'four gigabytes announced': {
      begin: '* 1 FETCH (UID 1 BODY[] {4294967296}\r\n',
      more: Buffer.alloc(64 * 1024, 'x'),
    },
    'a number of bytes beyond all numbers': {
      begin: `* 1 FETCH (UID 1 BODY[] {${'9'.repeat(40)}}\r\n`,
      more: Buffer.alloc(64 * 1024, 'x'),
    },
    'a line without end': { begin: '* OK ', more: Buffer.alloc(64 * 1024, 'x') },
    'parentheses without end': { begin: '* 1 FETCH ', more: Buffer.alloc(64 * 1024, '(') },
    'one answer of many literals': {
      begin: '* 1 FETCH (UID 1',
      more: Buffer.from(` BODY[] {60000}\r\n${'x'.repeat(60_000)}`),
    },
  };

  test.each(Object.keys(floods))('%s', async (name) => {
    imap.add(mail('one'));
    const { begin, more } = floods[name] ?? { begin: '', more: Buffer.alloc(0) };
    let sent = 0;
    imap.spoil = async (command, line) => {
      if (!/^UID FETCH/.test(command)) return null;
      sent = await flood(line, begin, more);
    };
    const before = process.memoryUsage().rss;
    const error = await desk.once();
    expect(error).toMatchObject({ code: 'mailbox_away' });
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(150);
    await vi.waitFor(() => expect(imap.connections()).toBe(0));
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    expect(desk.kept).toEqual([]);
    expect(desk.position.lastUid).toBe(0);
    imap.spoil = null;
    expect(await desk.once()).toBeNull();
    expect(desk.subjects()).toEqual(['one']);
  });

  test('parentheses within parentheses, whole', async () => {
    imap.add(mail('one'));
    imap.spoil = (command, { tag, write }) => {
      if (!/^UID FETCH/.test(command)) return null;
      write(`* 1 FETCH (UID 1 BODYSTRUCTURE ${'('.repeat(50_000)}${')'.repeat(50_000)})\r\n${tag} OK\r\n`);
    };
    expect(await desk.once()).toBeInstanceOf(Error);
    expect(desk.position.lastUid).toBe(0);
  });

  test('mail nobody asked for', async () => {
    imap.add(mail('one'));
    imap.spoil = (command, { tag, write }) => {
      if (!/^UID FETCH/.test(command)) return null;
      const strangers = Array.from({ length: 500 }, (_, nth) => {
        const stranger = {
          uid: 9_000 + nth,
          bytes: Buffer.from(mail('stranger')),
          at: new Date(),
          flags: new Set<string>(),
        };
        return fetched(stranger, nth + 2, command);
      });
      write(Buffer.concat([...strangers, Buffer.from(`${tag} OK\r\n`)]));
    };
    expect(await desk.once()).toMatchObject({ code: 'mailbox_incomplete' });
    expect(desk.kept).toEqual([]);
  });
});

/** Writes for as long as the other side takes it; how much it took. */
async function flood({ socket }: Line, begin: string, more: Buffer): Promise<number> {
  const gone = new Promise<void>((resolve) => void socket.once('close', resolve));
  socket.write(begin);
  while (!socket.destroyed && socket.bytesWritten < 512 * 1024 * 1024) {
    if (socket.write(more)) await turn();
    else await Promise.race([new Promise<void>((resolve) => void socket.once('drain', resolve)), gone]);
  }
  return socket.bytesWritten;
}

function encrypted(socket: Line['socket']): TLSSocket {
  socket.removeAllListeners('data');
  const secure = new TLSSocket(socket, { isServer: true, ...imap.certificate });
  secure.on('error', () => undefined);
  return secure;
}

/** Lets the fake clock run until it is so, never longer than `ms`; the network goes on in between. */
async function pass(ms: number, isSo: () => boolean): Promise<void> {
  for (let passed = 0; !isSo() && (passed < ms || ms === 0); passed += 1_000) {
    for (let nth = 0; nth < 20 && !isSo(); nth++) await turn();
    if (ms > 0) await vi.advanceTimersByTimeAsync(1_000);
  }
}
