import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeImap, fakeImap, fetched } from '../../../test/fake-imap.ts';
import type { Arrival, Mailbox, MailboxPosition } from '../channel.ts';
import { followFolder } from './imap-door.ts';
import { type EmailSettings, emailSettings } from './settings.ts';

let imap: FakeImap;
let ending: AbortController;
/** What the desk would have kept, over all the times it connected. */
let kept: Arrival[] = [];
let position: MailboxPosition;
let complaints: string[] = [];

beforeEach(async () => {
  imap = await fakeImap();
  kept = [];
  complaints = [];
  position = { epoch: 0, uidValidity: null, lastUid: 0, historyUid: 0, connectedAt: null };
});
afterEach(async () => {
  ending?.abort();
  await imap.close();
});

const mail = (name: string, text = name) =>
  `From: mary@northwind.example\r\nSubject: ${name}\r\nMessage-ID: <${name}@x.test>\r\n\r\n${text}\r\n`;

function follow(more: Partial<Mailbox<EmailSettings>> & { settings?: EmailSettings } = {}): Promise<void> {
  ending = new AbortController();
  const settings = emailSettings.parse({
    incoming: 'imap',
    imapHost: '127.0.0.1',
    imapPort: imap.port,
    imapSecurity: 'none',
    imapUser: 'support',
    imapPassword: 'mail',
    since: 'all',
    ...more.settings,
  });
  return followFolder(
    {
      inboxId: 1,
      folder: 'INBOX',
      accessToken: null,
      position,
      async keep(arrival) {
        kept.push(arrival);
        return { id: 'one', isNew: true };
      },
      async reached(to) {
        position = to;
      },
      tell: async () => undefined,
      complain: async (sentence) => {
        if (sentence !== null) complaints.push(sentence);
      },
      asked: () => new Promise(() => undefined),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      maxBytes: 10_000,
      pollMs: 60_000,
      now: () => new Date(),
      ...more,
      settings,
    },
    ending.signal,
  );
}
const words = () => kept.map(({ bytes }) => /Subject: (.*)\r/.exec(Buffer.from(bytes).toString())?.[1]);
/** Follows until it breaks or has come to the end. */
async function once(more: Parameters<typeof follow>[0] = {}): Promise<Error | null> {
  const following = follow({ ...more, tell: async (state) => (state === 'waiting' ? ending.abort() : undefined) });
  return following.then(
    () => null,
    (error: Error) => error,
  );
}

describe('a folder', () => {
  test('is read whole, then followed: what comes while the desk waits is kept at once', async () => {
    for (const name of ['one', 'two']) imap.add(mail(name));
    const following = follow();
    await until(() => position.lastUid === 2 && imap.said.includes('IDLE'));
    imap.add(mail('three'));
    imap.tell();
    await until(() => kept.length === 3);
    expect(words()).toEqual(['one', 'two', 'three']);
    ending.abort();
    await following;
    expect(imap.said.filter((said) => /UNSEEN/i.test(said))).toEqual([]);
    expect(imap.said.filter((said) => /FETCH.*BODY\[/i.test(said))).toEqual([]);
  });

  test('is gone on with where it was left, whatever people marked as read', async () => {
    imap.add(mail('one'));
    expect(await once()).toBeNull();
    imap.add(mail('two'), { flags: new Set(['\\Seen']) });
    expect(await once()).toBeNull();
    expect(words()).toEqual(['one', 'two']);
  });

  test('marks as read only what is stored', async () => {
    imap.add(mail('one'));
    const refuses = async () => {
      throw new Error('The database is away.');
    };
    expect(await once({ keep: refuses })).toMatchObject({ message: expect.stringContaining('database') });
    expect(imap.mails[0]?.flags.size).toBe(0);
    expect(position.lastUid).toBe(0);
    expect(await once()).toBeNull();
    expect([...(imap.mails[0]?.flags ?? [])]).toEqual(['\\Seen']);
  });

  test('numbered anew is read again, and each mail has the key it had before', async () => {
    for (const name of ['one', 'two']) imap.add(mail(name), { at: new Date('2026-11-01T10:00:00Z') });
    await once();
    imap.uidValidity = 8;
    for (const one of imap.mails) one.uid += 100;
    await once();
    const keys = kept.map(({ key }) => key);
    expect(keys.slice(2)).toEqual(keys.slice(0, 2));
    expect(position).toMatchObject({ epoch: 2, uidValidity: 8, lastUid: 102 });
  });
});

describe('a desk that dies in the middle', () => {
  const dies = async (): Promise<never> => {
    throw new Error('killed');
  };
  const moments: Record<string, Parameters<typeof follow>[0]> = {
    'before anything is stored': { keep: dies },
    'after the mail is stored, before it is marked': {
      async keep(arrival) {
        kept.push(arrival);
        return dies();
      },
    },
    'after the mail is marked, before the position moves on': {
      async reached(to) {
        if (to.lastUid > 0) return dies();
        position = to;
      },
    },
  };

  test.each(Object.keys(moments))('%s meets the mail again and knows it by its key', async (moment) => {
    for (const name of ['one', 'two']) imap.add(mail(name));
    expect(await once(moments[moment])).toMatchObject({ message: expect.stringContaining('killed') });
    const wasMarked = imap.mails.some(({ flags }) => flags.has('\\Seen'));
    expect(wasMarked).toBe(moment.startsWith('after the mail is marked'));
    expect(await once()).toBeNull();
    expect(new Set(kept.map(({ key }) => key)).size).toBe(2);
    expect(imap.mails.every(({ flags }) => flags.has('\\Seen'))).toBe(true);
    const before = kept.length;
    expect(await once()).toBeNull();
    expect(kept).toHaveLength(before);
  });
});

describe('an answer that is not whole moves nothing on', () => {
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
    const error = await once();
    expect(error).toBeInstanceOf(Error);
    expect(kept).toEqual([]);
    expect(position.lastUid).toBe(0);
    imap.spoil = null;
    expect(await once()).toBeNull();
    expect(words()).toEqual(['one', 'two']);
  });

  test('a cut body is told from a wrong size', async () => {
    const [one] = [imap.add(mail('one'))];
    let times = 0;
    imap.spoil = (command, { tag, write }) => {
      if (!/BODY\.PEEK\[\]/.test(command)) return null;
      const bytes = times++ === 0 ? one.bytes.subarray(0, 30) : one.bytes;
      write(Buffer.concat([fetched({ ...one, bytes }, 1, command), Buffer.from(`${tag} OK\r\n`)]));
    };
    expect(await once()).toMatchObject({ code: 'mailbox_incomplete' });
    expect(kept).toEqual([]);
    expect(await once()).toBeNull();
    imap.spoil = (command, { tag, write }) => {
      if (!/RFC822\.SIZE/.test(command)) return null;
      const said = fetched(imap.mails[1] as never, 2, command)
        .toString()
        .replace(/SIZE \d+/, 'SIZE 9000');
      write(`${said}${tag} OK\r\n`);
    };
    imap.add(mail('two'));
    expect(await once()).toBeNull();
    expect(words()).toEqual(['one', 'two']);
  });

  test('a mail that went away between being listed and being read is no error', async () => {
    for (const name of ['one', 'two']) imap.add(mail(name));
    imap.spoil = (command) => {
      if (/BODY\.PEEK\[\]/.test(command)) imap.mails.splice(0, 1);
      imap.spoil = /BODY\.PEEK\[\]/.test(command) ? null : imap.spoil;
      return null;
    };
    expect(await once()).toBeNull();
    expect(words()).toEqual(['two']);
    expect(position.lastUid).toBe(2);
  });
});

test('mail over the limit is parked with its header and stays where it is', async () => {
  imap.add(mail('large', 'x'.repeat(20_000)));
  imap.add(mail('small'));
  await once();
  const [small, large] = kept;
  expect(words()).toEqual(['small', 'large']);
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
  expect(await once()).toBeNull();
  expect(complaints).toEqual([expect.stringContaining('could not be marked as read')]);
  expect(position.lastUid).toBe(1);
});

test('a refused password is told as what it is, in the server’s words', async () => {
  imap.spoil = (command, { tag, write }) => {
    if (!/^(AUTHENTICATE|LOGIN)/.test(command)) return null;
    write(`${tag} NO [AUTHENTICATIONFAILED] Wrong name or password.\r\n`);
  };
  expect(await once()).toMatchObject({
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
