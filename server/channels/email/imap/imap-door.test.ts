import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeImap, fakeImap, fetched } from '../../../../test/fake-imap.ts';
import { type Follower, follower, namedMail as mail } from '../../../../test/follow-folder.ts';
import { emailSettings } from '../settings.ts';

let imap: FakeImap;
let desk: Follower;

beforeEach(async () => {
  imap = await fakeImap();
  desk = follower(() => imap.port);
});
afterEach(async () => {
  desk.stop();
  await imap.close();
});

describe('a folder', () => {
  test('is read whole, then followed: what comes while the desk waits is kept at once', async () => {
    for (const name of ['one', 'two']) imap.add(mail(name));
    const following = desk.follow();
    await until(() => desk.position.lastUid === 2 && imap.said.includes('IDLE'));
    imap.add(mail('three'));
    imap.tell();
    await until(() => desk.kept.length === 3);
    expect(desk.subjects()).toEqual(['one', 'two', 'three']);
    desk.stop();
    await following;
    expect(imap.said.filter((said) => /UNSEEN/i.test(said))).toEqual([]);
    expect(imap.said.filter((said) => /FETCH.*BODY\[/i.test(said))).toEqual([]);
  });

  test('is gone on with where it was left, whatever people marked as read (T42)', async () => {
    imap.add(mail('one'));
    expect(await desk.once()).toBeNull();
    imap.add(mail('two'), { flags: new Set(['\\Seen']) });
    expect(await desk.once()).toBeNull();
    expect(desk.subjects()).toEqual(['one', 'two']);
  });

  test('marks as read only what is stored', async () => {
    imap.add(mail('one'));
    const refuses = async () => {
      throw new Error('The database is away.');
    };
    expect(await desk.once({ keep: refuses })).toMatchObject({ message: expect.stringContaining('database') });
    expect(imap.mails[0]?.flags.size).toBe(0);
    expect(desk.position.lastUid).toBe(0);
    expect(await desk.once()).toBeNull();
    expect([...(imap.mails[0]?.flags ?? [])]).toEqual(['\\Seen']);
  });

  test('numbered anew is read again, and each mail has the key it had before (T05)', async () => {
    for (const name of ['one', 'two']) imap.add(mail(name), { at: new Date('2026-11-01T10:00:00Z') });
    await desk.once();
    imap.uidValidity = 8;
    for (const one of imap.mails) one.uid += 100;
    await desk.once();
    const keys = desk.kept.map(({ key }) => key);
    expect(keys.slice(2)).toEqual(keys.slice(0, 2));
    expect(desk.position).toMatchObject({ epoch: 2, uidValidity: 8, lastUid: 102 });
  });
});

describe('a desk that dies in the middle', () => {
  const dies = async (): Promise<never> => {
    throw new Error('killed');
  };
  const moments: Record<string, Parameters<Follower['follow']>[0]> = {
    'before anything is stored': { keep: dies },
    'after the mail is stored, before it is marked': {
      async keep(arrival) {
        desk.kept.push(arrival);
        return dies();
      },
    },
    'after the mail is marked, before the position moves on': {
      async reached(to) {
        if (to.lastUid > 0) return dies();
        desk.position = to;
      },
    },
  };

  test.each(Object.keys(moments))('%s meets the mail again and knows it by its key', async (moment) => {
    for (const name of ['one', 'two']) imap.add(mail(name));
    expect(await desk.once(moments[moment])).toMatchObject({ message: expect.stringContaining('killed') });
    const wasMarked = imap.mails.some(({ flags }) => flags.has('\\Seen'));
    expect(wasMarked).toBe(moment.startsWith('after the mail is marked'));
    expect(await desk.once()).toBeNull();
    expect(new Set(desk.kept.map(({ key }) => key)).size).toBe(2);
    expect(imap.mails.every(({ flags }) => flags.has('\\Seen'))).toBe(true);
    const before = desk.kept.length;
    expect(await desk.once()).toBeNull();
    expect(desk.kept).toHaveLength(before);
  });
});

describe('an answer that is not whole moves nothing on (T02)', () => {
  const spoils: Record<string, FakeImap['spoil']> = {
    'the line breaks inside a mail': (command, { write, socket }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      write('* 1 FETCH (UID 1 BODY[] {5000}\r\nSubject: cut');
      socket.end();
    },
    'BYE inside a mail': (command, { write, socket }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      write('* 1 FETCH (UID 1 BODY[] {5000}\r\nSubject: cut\r\n* BYE going down\r\n');
      socket.end();
    },
    'a mail is missing': (command, { tag, write }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      write(Buffer.concat([fetched(imap.mails[0] as never, 1, command), Buffer.from(`${tag} OK\r\n`)]));
    },
    'a mail has no body': (command, { tag, write }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      write(`* 1 FETCH (UID 1 BODY[] NIL)\r\n* 2 FETCH (UID 2 BODY[] NIL)\r\n${tag} OK\r\n`);
    },
    'a mail comes under another number': (command, { tag, write }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      write(`* 1 FETCH (UID 77 BODY[] {5}\r\nhello)\r\n${tag} OK\r\n`);
    },
    'the server says NO to the fetch': (command, { tag, write }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      write(`${tag} NO the disk is on fire\r\n`);
    },
    'the server says NO to the search': (command, { tag, write }) => {
      if (!/^UID SEARCH/.test(command)) return null;
      write(`${tag} NO no searching today\r\n`);
    },
    'the list of sizes has a gap': (command, { tag, write }) => {
      if (!/RFC822\.SIZE/.test(command)) return null;
      write(Buffer.concat([fetched(imap.mails[0] as never, 1, command), Buffer.from(`${tag} OK\r\n`)]));
    },
  };

  test.each(Object.keys(spoils))('%s', async (name) => {
    for (const one of ['one', 'two']) imap.add(mail(one));
    imap.spoil = spoils[name] ?? null;
    const error = await desk.once();
    expect(error).toBeInstanceOf(Error);
    expect(desk.kept).toEqual([]);
    expect(desk.position.lastUid).toBe(0);
    imap.spoil = null;
    expect(await desk.once()).toBeNull();
    expect(desk.subjects()).toEqual(['one', 'two']);
  });

  test('a cut body is told from a wrong size', async () => {
    const [one] = [imap.add(mail('one'))];
    let times = 0;
    imap.spoil = (command, { tag, write }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      const bytes = times++ === 0 ? one.bytes.subarray(0, 30) : one.bytes;
      write(Buffer.concat([fetched({ ...one, bytes }, 1, command), Buffer.from(`${tag} OK\r\n`)]));
    };
    expect(await desk.once()).toMatchObject({ code: 'mailbox_incomplete' });
    expect(desk.kept).toEqual([]);
    expect(await desk.once()).toBeNull();
    imap.spoil = (command, { tag, write }) => {
      if (!/RFC822\.SIZE/.test(command)) return null;
      const said = fetched(imap.mails[1] as never, 2, command)
        .toString()
        .replace(/SIZE \d+/, 'SIZE 9000');
      write(`${said}${tag} OK\r\n`);
    };
    imap.add(mail('two'));
    expect(await desk.once()).toBeNull();
    expect(desk.subjects()).toEqual(['one', 'two']);
  });

  test('a mail that went away between being listed and being read is no error (T47)', async () => {
    for (const name of ['one', 'two']) imap.add(mail(name));
    imap.spoil = (command) => {
      if (/BODY\.PEEK\[\]/.test(command)) imap.mails.splice(0, 1);
      imap.spoil = /BODY\.PEEK\[\]/.test(command) ? null : imap.spoil;
      return null;
    };
    expect(await desk.once()).toBeNull();
    expect(desk.subjects()).toEqual(['two']);
    expect(desk.position.lastUid).toBe(2);
  });
});

test('mail over the limit is parked with its header and stays where it is (T04)', async () => {
  imap.add(mail('large', 'x'.repeat(20_000)));
  imap.add(mail('small'));
  await desk.once();
  const [small, large] = desk.kept;
  expect(desk.subjects()).toEqual(['small', 'large']);
  expect(large).toMatchObject({ incomplete: expect.stringContaining('10000'), envelope: { subject: 'large' } });
  expect(large?.bytes.byteLength).toBeLessThan(200);
  expect(small?.incomplete).toBeUndefined();
  expect(imap.mails.map(({ flags }) => flags.has('\\Seen'))).toEqual([false, true]);
});

test('what could not be marked is told, and fetching goes on', async () => {
  imap.add(mail('one'));
  imap.spoil = (command, { tag, write }) => {
    if (!/^UID STORE/.test(command)) return null;
    write(`${tag} NO read only today\r\n`);
  };
  expect(await desk.once()).toBeNull();
  expect(desk.complaints).toEqual([expect.stringContaining('could not be marked as read')]);
  expect(desk.position.lastUid).toBe(1);
});

test('a refused password is told as what it is, in the server’s words (T44)', async () => {
  imap.spoil = (command, { tag, write }) => {
    if (!/^(AUTHENTICATE|LOGIN)/.test(command)) return null;
    write(`${tag} NO [AUTHENTICATIONFAILED] Wrong name or password.\r\n`);
  };
  expect(await desk.once()).toMatchObject({
    code: 'mailbox_refused',
    message: expect.stringContaining('Wrong name or password'),
  });
});

test('without encryption no server elsewhere can be set', () => {
  const imap = { incoming: 'imap', imapUser: 'a', imapPassword: 'b', imapSecurity: 'none' };
  expect(emailSettings.safeParse({ ...imap, imapHost: 'mail.example.com' }).error?.issues[0]?.path).toEqual([
    'imapSecurity',
  ]);
  expect(emailSettings.safeParse({ ...imap, imapHost: '127.0.0.1' }).success).toBe(true);
});

async function until(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (isSo()) return;
    await sleep(25);
  }
  throw new Error('It did not come to be.');
}
