import { AppError } from '../../../../domain/errors.ts';
import { headerText } from '../../../platform/mail/header-text.ts';
import { inServersWords } from '../imap/imap-client.ts';
import { type EmailSettings, isLoopback } from '../settings.ts';
import { type LineLimits, Pop3Line } from './pop3-line.ts';

/** A mail as the server lists it: its number of today, the name that lasts, and its size. */
export type Named = { number: number; name: string; size: number };

/** One visit to a POP3 mailbox. What is deleted goes only when the visit ends well. */
export type Pop3 = {
  list(): Promise<Named[]>;
  /** The header alone. */
  head(number: number): Promise<Buffer>;
  whole(mail: Named): Promise<Buffer>;
  delete(number: number): Promise<void>;
  /** Ends the visit; only then what was deleted is gone. */
  leave(): Promise<void>;
  close(): void;
};

type Access = { settings: EmailSettings; maxBytes: number };

const usual: LineLimits = { patienceMs: 60_000, longestLine: 8 * 1024 };
/** A million mails with long names. */
const longestList = 96 * 1024 * 1024;
const longestHead = 2 * 1024 * 1024;

/** Signs in. The certificate is checked; without encryption only this machine is spoken to. */
export async function openPop3({ settings, maxBytes }: Access, limits: Partial<LineLimits> = {}): Promise<Pop3> {
  const { pop3Host: host, pop3Port: port, pop3Security } = settings;
  if (pop3Security === 'none' && !isLoopback(host)) {
    const sentence = 'Without encryption only a server on this machine can be used.';
    throw new AppError('invalid', 'mailbox_unencrypted', sentence);
  }
  const line = await Pop3Line.open({ host, port }, { ...usual, ...limits, isTls: pop3Security === 'tls' }).catch(
    (error: unknown) => {
      throw inServersWords(error);
    },
  );
  try {
    await signIn(line, settings);
  } catch (error) {
    line.close();
    throw inServersWords(error);
  }
  return visit(line, maxBytes);
}

async function signIn(line: Pop3Line, { pop3Security, pop3User, pop3Password }: EmailSettings): Promise<void> {
  await answerOf(line);
  if (pop3Security === 'starttls') {
    await say(line, 'STLS');
    await line.encrypt();
  }
  for (const word of [pop3User, pop3Password ?? '']) {
    if (/[\r\n]/.test(word)) throw new AppError('invalid', 'mailbox_refused', 'A name or password has no line breaks.');
  }
  await say(line, `USER ${pop3User}`).catch(asRefusal);
  await say(line, `PASS ${pop3Password ?? ''}`).catch(asRefusal);
}

function visit(line: Pop3Line, maxBytes: number): Pop3 {
  const pairs = async (command: string): Promise<Map<number, string>> => {
    await say(line, command);
    const text = (await line.block(longestList)).toString('latin1');
    return new Map(text.split('\r\n').flatMap((one) => pairIn(one)));
  };
  let hasDeleted = false;
  return {
    async list() {
      const count = Number(/^(\d+)/.exec(await say(line, 'STAT'))?.[1]);
      const names = await pairs('UIDL').catch(asNameless);
      const sizes = await pairs('LIST');
      const isWhole = names.size === count && sizes.size === count && new Set(names.values()).size === count;
      if (!isWhole) throw incomplete(`It speaks of ${count} mails and lists ${names.size}.`);
      return [...names].map(([number, name]) => ({ number, name, size: Number(sizes.get(number) ?? Number.NaN) }));
    },
    async head(number) {
      await say(line, `TOP ${number} 0`);
      return line.block(longestHead);
    },
    async whole({ number, size }) {
      await say(line, `RETR ${number}`);
      // Sizes are told before lines are ended and dots doubled as the line wants it.
      const body = await line.block(Math.max(maxBytes, size) * 1.2 + 64 * 1024);
      if (body.length === 0 && size > 0) throw incomplete(`It sent mail ${number} empty.`);
      return body;
    },
    async delete(number) {
      hasDeleted = true;
      await say(line, `DELE ${number}`);
    },
    async leave() {
      await say(line, 'QUIT').catch((error: unknown) => {
        if (hasDeleted) throw error;
      });
      line.close();
    },
    close: () => line.close(),
  };
}

function pairIn(line: string): [number, string][] {
  const [, number, word] = /^(\d+) ([!-~]{1,70})(?: |$)/.exec(line) ?? [];
  return number === undefined || word === undefined ? [] : [[Number(number), word]];
}

/** Says it, and answers with what stands after `+OK`; an answer that is no is thrown in the server's words. */
async function say(line: Pop3Line, command: string): Promise<string> {
  line.send(command);
  return answerOf(line);
}

class NoError extends Error {}

async function answerOf(line: Pop3Line): Promise<string> {
  const said = await line.line();
  if (/^\+OK( |$)/i.test(said)) return said.slice(4);
  if (/^-ERR( |$)/i.test(said)) throw new NoError(headerText(said.slice(5), 500) || 'The server said no.');
  throw new AppError('unavailable', 'mailbox_away', `This is no POP3 server: ${headerText(said, 200)}`);
}

/** A no to name and password is lasting, unless the server says that it is about the moment. */
function asRefusal(error: unknown): never {
  if (!(error instanceof NoError)) throw error;
  const isOfTheMoment = /^\[(IN-USE|SYS\/TEMP|LOGIN-DELAY)\]/i.test(error.message);
  throw new AppError('unavailable', isOfTheMoment ? 'mailbox_away' : 'mailbox_refused', error.message);
}

/** Fetching by numbers that shift would bring mail twice, or not at all. */
function asNameless(error: unknown): never {
  if (!(error instanceof NoError)) throw error;
  const sentence = `This server gives its mail no lasting names (UIDL), so it cannot be fetched by POP3. ${error.message}`;
  throw new AppError('unavailable', 'mailbox_nameless', sentence);
}

function incomplete(what: string): AppError {
  return new AppError('unavailable', 'mailbox_incomplete', `The mail server's answer was incomplete. ${what}`);
}
