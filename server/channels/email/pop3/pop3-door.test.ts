import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Follower, follower, namedMail as mail } from '../../../../test/follow-folder.ts';
import { blockOf, type FakePop3, fakePop3 } from '../../../../test/pop3-server.ts';
import { emailSettings } from '../settings.ts';
import { openPop3 } from './pop3-client.ts';

let pop3: FakePop3;
let desk: Follower;

beforeEach(async () => {
  pop3 = await fakePop3();
  desk = follower(() => pop3.port);
});
afterEach(async () => {
  desk.stop();
  await pop3.close();
});

const settingsOf = (more: object = {}) => ({
  incoming: 'pop3',
  pop3Host: '127.0.0.1',
  pop3Port: pop3.port,
  pop3Security: 'none',
  pop3User: 'support',
  pop3Password: 'quatro-cavalos',
  ...more,
});
const visit = (more: object = {}) => desk.once({ settings: settingsOf(more) });
const retrieved = () => pop3.said.filter((said) => said.startsWith('RETR'));
const saysPassword = () => pop3.said.some((said) => said.startsWith('PASS'));
const bytesOf = (nth: number) => Buffer.from(desk.kept[nth]?.bytes ?? []).toString('latin1');

describe('a POP3 mailbox', () => {
  test('is fetched once, by names that last, and nothing is deleted there', async () => {
    for (const name of ['one', 'two']) pop3.add(mail(name));
    expect(await visit()).toBeNull();
    pop3.add(mail('three'));
    expect(await visit()).toBeNull();
    expect(desk.subjects()).toEqual(['one', 'two', 'three']);
    expect(retrieved()).toHaveLength(3);
    expect(pop3.said.filter((said) => said.startsWith('DELE'))).toEqual([]);
    expect(pop3.mails).toHaveLength(3);
  });

  test('is gone on with by name when its numbers shift', async () => {
    for (const name of ['one', 'two', 'three']) pop3.add(mail(name));
    await visit();
    pop3.mails.splice(0, 2);
    pop3.add(mail('four'));
    await visit();
    expect(desk.subjects()).toEqual(['one', 'two', 'three', 'four']);
  });

  test('leaves alone what was there where only new mail is asked for', async () => {
    pop3.add(mail('old'));
    await visit({ since: 'now' });
    pop3.add(mail('new'));
    await visit({ since: 'now' });
    expect(desk.subjects()).toEqual(['new']);
    expect(desk.kept[0]?.isHistory).toBeUndefined();
  });

  test('files what was there as history, with the time it reached the mailbox, no older than asked', async () => {
    const at = (days: number) => new Date(Date.now() - days * 86_400_000).toUTCString();
    const from = (days: number, name: string) => `Received: from x by y; ${at(days)}\r\n${mail(name)}`;
    pop3.add(from(400, 'ancient'));
    pop3.add(from(5, 'lately'));
    pop3.add(mail('undated'));
    await visit({ since: 'days', sinceDays: 30 });
    expect(desk.subjects()).toEqual(['lately', 'undated']);
    expect(desk.kept.map(({ isHistory }) => isHistory)).toEqual([true, true]);
    expect(Math.abs((desk.kept[0]?.receivedAt?.getTime() ?? 0) - Date.parse(at(5)))).toBeLessThan(2_000);
    const before = pop3.said.length;
    await visit({ since: 'days', sinceDays: 30 });
    expect(pop3.said.slice(before).filter((said) => said.startsWith('RETR'))).toEqual([]);
  });

  test('history that was interrupted is history still', async () => {
    for (const name of ['one', 'two']) pop3.add(mail(name));
    const refuses = async () => {
      throw new Error('The database is away.');
    };
    expect(await desk.once({ settings: settingsOf(), keep: refuses })).toBeInstanceOf(Error);
    await visit();
    expect(desk.kept.map(({ isHistory }) => isHistory)).toEqual([true, true]);
  });

  test('is emptied only where an admin asks for it, and only of what is stored', async () => {
    pop3.add(mail('left'));
    await visit({ since: 'now' });
    pop3.add(mail('before'));
    await visit({ since: 'now' });
    pop3.add(mail('after'));
    const refuses = async () => {
      throw new Error('The database is away.');
    };
    const settings = settingsOf({ since: 'now', pop3After: 'delete' });
    expect(await desk.once({ settings, keep: refuses })).toBeInstanceOf(Error);
    expect(pop3.mails).toHaveLength(3);
    expect(await desk.once({ settings })).toBeNull();
    expect(pop3.mails.map(({ name }) => name)).toEqual(['name-1', 'name-2']);
    expect(desk.subjects()).toEqual(['before', 'after']);
  });

  test('deletes in the next visit what the end of this one did not', async () => {
    pop3.spoil = (command, { socket }) => (command === 'QUIT' ? socket.destroy() : null);
    pop3.add(mail('one'));
    expect(await visit({ pop3After: 'delete' })).toBeInstanceOf(Error);
    expect(pop3.mails).toHaveLength(1);
    pop3.spoil = null;
    expect(await visit({ pop3After: 'delete' })).toBeNull();
    expect(pop3.mails).toEqual([]);
    expect(desk.subjects()).toEqual(['one']);
  });

  test('that was moved and names everything anew makes nothing old new', async () => {
    const old = `Received: from x by y; ${new Date(Date.now() - 9 * 86_400_000).toUTCString()}\r\n${mail('old')}`;
    pop3.add(old);
    await visit({ since: 'now' });
    pop3.mails = [];
    pop3.add(old, 'renamed');
    pop3.add(`Received: from x by y; ${new Date().toUTCString()}\r\n${mail('new')}`);
    await visit({ since: 'now' });
    expect(desk.subjects()).toEqual(['new']);
  });

  test('a sender’s old date does not make a new mail old', async () => {
    await visit({ since: 'now' });
    pop3.add(`Date: Mon, 01 Jan 2001 10:00:00 +0000\r\n${mail('slow clock')}`);
    await visit({ since: 'now' });
    expect(desk.subjects()).toEqual(['slow clock']);
    expect(desk.kept[0]?.receivedAt).toBeUndefined();
  });

  test('mail over the limit is parked with its header and stays (T04)', async () => {
    pop3.add(mail('large', 'x'.repeat(20_000)));
    await visit({ pop3After: 'delete' });
    expect(desk.kept[0]).toMatchObject({
      incomplete: expect.stringContaining('10000'),
      envelope: { subject: 'large', pop3: { name: 'name-1' } },
    });
    expect(desk.kept[0]?.bytes.byteLength).toBeLessThan(200);
    expect(pop3.mails).toHaveLength(1);
    expect(retrieved()).toEqual([]);
  });
});

describe('bytes come whole, however the line cuts them', () => {
  const nasty = Buffer.concat([
    Buffer.from('Subject: nasty\r\n\r\n.\r\n..\r\n.hidden\r\nends with a dot.\r\n'),
    Buffer.from([0xe9, 0xe7, 0x00, 0xff]),
    Buffer.from('\r\n.\r\nlast words\r\n'),
  ]);

  test.each([null, 1, 2, 3, 5, 7, 1_000])('in pieces of %s bytes', async (pieces) => {
    pop3.pieces = pieces;
    pop3.add(nasty);
    expect(await visit()).toBeNull();
    expect(bytesOf(0)).toBe(nasty.toString('latin1'));
  });

  test('an empty mail is an empty mail', async () => {
    pop3.add(Buffer.alloc(0));
    expect(await visit()).toBeNull();
    expect(desk.kept[0]?.bytes.byteLength).toBe(0);
  });
});

describe('an answer that is not whole moves nothing on (T02)', () => {
  const spoils: Record<string, FakePop3['spoil']> = {
    'the line breaks inside a mail': (command, { write, socket }) => {
      if (!command.startsWith('RETR')) return null;
      void write('+OK\r\nSubject: cut\r\n\r\nhalf a');
      setTimeout(() => socket.destroy(), 50);
    },
    'the server says no to a mail': (command, { write }) =>
      command.startsWith('RETR') ? write('-ERR the disk is on fire\r\n') : null,
    'the list of names has a gap': (command, { write }) =>
      command === 'UIDL' ? write('+OK\r\n1 name-1\r\n.\r\n') : null,
    'two mails have one name': (command, { write }) =>
      command === 'UIDL' ? write('+OK\r\n1 same\r\n2 same\r\n.\r\n') : null,
    'the list of sizes has a gap': (command, { write }) => (command === 'LIST' ? write('+OK\r\n2 100\r\n.\r\n') : null),
    'a mail is sent empty': (command, { write }) => (command.startsWith('RETR') ? write('+OK\r\n.\r\n') : null),
  };

  test.each(Object.keys(spoils))('%s', async (name) => {
    for (const one of ['one', 'two']) pop3.add(mail(one));
    pop3.spoil = spoils[name] ?? null;
    expect(await visit()).toMatchObject({ code: expect.stringMatching(/^mailbox_/) });
    expect(desk.kept).toEqual([]);
    pop3.spoil = null;
    expect(await visit()).toBeNull();
    expect(desk.subjects()).toEqual(['one', 'two']);
  });

  test('a server without lasting names is told as what it is', async () => {
    pop3.spoil = (command, { write }) => (command === 'UIDL' ? write('-ERR unknown command\r\n') : null);
    expect(await visit()).toMatchObject({ message: expect.stringMatching(/UIDL/) });
  });
});

describe('a line that somebody stands in (T45)', () => {
  test('with a certificate that is trusted the password is said, and this list shows it', async () => {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, pop3.certificate.cert]);
    pop3.isTls = true;
    pop3.add(mail('one'));
    const error = await visit({ pop3Security: 'tls' }).finally(() => setDefaultCACertificates(before));
    expect(error).toBeNull();
    expect(desk.subjects()).toEqual(['one']);
    expect(saysPassword()).toBe(true);
  });

  test('a certificate nobody vouches for ends it', async () => {
    pop3.isTls = true;
    const error = await visit({ pop3Security: 'tls' });
    expect(error?.message).toMatch(/certificate|self.signed/i);
    expect(saysPassword()).toBe(false);
  });

  test('where STLS is refused no password is said', async () => {
    expect(await visit({ pop3Security: 'starttls' })).toBeInstanceOf(Error);
    expect(pop3.said).toEqual(['STLS']);
  });

  test('answers slipped in before the encryption begins are not believed', async () => {
    pop3.spoil = (command, { write }) => (command === 'STLS' ? write('+OK\r\n+OK injected\r\n+OK\r\n') : null);
    expect(await visit({ pop3Security: 'starttls' })).toMatchObject({ code: 'mailbox_injection' });
    expect(saysPassword()).toBe(false);
  });
});

describe('a server that means harm is hung up on (T46)', () => {
  const floods = {
    'a line without end': (command: string) => (command === 'STAT' ? '+OK ' : null),
    'a mail without end': (command: string) => (command.startsWith('RETR') ? '+OK\r\n' : null),
  };

  test.each(Object.keys(floods) as (keyof typeof floods)[])('%s', async (name) => {
    pop3.add(mail('one'));
    let sent = 0;
    pop3.spoil = async (command, { socket }) => {
      const begin = floods[name](command);
      if (begin === null) return null;
      socket.write(begin);
      const more = Buffer.alloc(64 * 1024, 'x');
      while (!socket.destroyed && sent < 512 * 1024 * 1024) {
        sent += more.length;
        if (!socket.write(more)) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    expect(await visit()).toMatchObject({ code: 'mailbox_too_much' });
    await vi.waitFor(() => expect(pop3.connections()).toBe(0));
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    expect(desk.kept).toEqual([]);
  });

  test('one that says nothing more is given up', async () => {
    pop3.spoil = () => 'silence';
    const settings = emailSettings.parse(settingsOf());
    const opening = openPop3({ settings, maxBytes: 1_000 }, { patienceMs: 200 });
    await expect(opening).rejects.toMatchObject({ code: 'mailbox_silent' });
  });
});

test('a refused password is told as what it is, and a busy mailbox is not (T44)', async () => {
  let answer = '-ERR [AUTH] Wrong name or password.\r\n';
  pop3.spoil = (command, { write }) => (command.startsWith('PASS') ? write(answer) : null);
  expect(await visit()).toMatchObject({ code: 'mailbox_refused', message: expect.stringContaining('Wrong name') });
  answer = '-ERR [IN-USE] Somebody is here already.\r\n';
  expect(await visit()).toMatchObject({ code: 'mailbox_away', message: expect.stringContaining('Somebody is here') });
});

test('without encryption no server elsewhere can be set', () => {
  const given = { incoming: 'pop3', pop3User: 'a', pop3Password: 'b', pop3Security: 'none' };
  const issues = emailSettings.safeParse({ ...given, pop3Host: 'mail.example.com' }).error?.issues;
  expect(issues?.[0]?.path).toEqual(['pop3Security']);
  expect(blockOf(Buffer.from('.'))).toEqual(Buffer.from('+OK\r\n..\r\n.\r\n'));
});
