import type { Arrival, Mailbox, MailboxPosition, NameState } from '../server/channels/channel.ts';
import { mailboxes } from '../server/channels/email/mailboxes.ts';
import { type EmailSettings, emailSettings } from '../server/channels/email/settings.ts';

type More = Partial<Omit<Mailbox<EmailSettings>, 'settings'>> & { settings?: object };

/** What a desk does with one folder of a server at `port`, without a desk: what it would keep is looked at from outside. */
export type Follower = {
  /** What the desk would have kept, over all the times it connected. */
  kept: Arrival[];
  complaints: string[];
  position: MailboxPosition;
  names: Map<string, NameState>;
  /** Follows until it breaks or `stop` is called. */
  follow(more?: More): Promise<void>;
  /** Follows until it breaks or has come to the end; what it broke with. */
  once(more?: More): Promise<Error | null>;
  stop(): void;
  subjects(): (string | undefined)[];
};

export function follower(port: () => number): Follower {
  let ending: AbortController | null = null;

  const one: Follower = {
    kept: [],
    complaints: [],
    names: new Map(),
    position: { epoch: 0, uidValidity: null, lastUid: 0, historyUid: 0, connectedAt: null },
    follow(more = {}) {
      ending = new AbortController();
      return mailboxes.follow({ ...mailbox(), ...more, settings: settingsOf(more.settings) }, ending.signal);
    },
    once(more = {}) {
      const tell: Mailbox<EmailSettings>['tell'] = async (state) => (state === 'waiting' ? one.stop() : undefined);
      return one.follow({ ...more, tell }).then(
        () => null,
        (error: Error) => error,
      );
    },
    stop: () => ending?.abort(),
    subjects: () => one.kept.map(({ bytes }) => /Subject: (.*)\r/.exec(Buffer.from(bytes).toString())?.[1]),
  };

  const settingsOf = (more: object = {}) =>
    emailSettings.parse({
      incoming: 'imap',
      imapHost: '127.0.0.1',
      imapPort: port(),
      imapSecurity: 'none',
      imapUser: 'support',
      imapPassword: 'quatro-cavalos',
      since: 'all',
      ...more,
    });
  const mailbox = () => ({
    inboxId: 1,
    folder: 'INBOX',
    accessToken: null,
    position: one.position,
    async keep(arrival: Arrival) {
      one.kept.push(arrival);
      return { id: 'one', isNew: true };
    },
    names: {
      met: async () => new Map(one.names),
      note: async (names: readonly string[], state: NameState) => {
        for (const name of names) one.names.set(name, state);
      },
      forget: async (names: readonly string[]) => {
        for (const name of names) one.names.delete(name);
      },
    },
    async reached(to: MailboxPosition) {
      one.position = to;
    },
    tell: async () => undefined,
    async complain(sentence: string | null) {
      if (sentence !== null) one.complaints.push(sentence);
    },
    asked: () => new Promise<void>(() => undefined),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    maxBytes: 10_000,
    pollMs: 60_000,
    now: () => new Date(),
  });
  return one;
}

/** A small mail with this subject. */
export const namedMail = (name: string, text = name) =>
  `From: mary@northwind.example\r\nSubject: ${name}\r\nMessage-ID: <${name}@x.test>\r\n\r\n${text}\r\n`;
