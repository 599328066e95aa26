import { pauseOr } from '../../../platform/pause.ts';
import type { Arrival, Mailbox, MailboxPosition } from '../../channel.ts';
import { contentKey } from '../content-key.ts';
import { headerNotes } from '../header-notes.ts';
import { tooLarge } from '../imap/imap-again.ts';
import { inServersWords } from '../imap/imap-client.ts';
import { standingOf } from '../imap/imap-position.ts';
import { inPortions } from '../portions.ts';
import type { EmailSettings } from '../settings.ts';
import { type Named, openPop3, type Pop3 } from './pop3-client.ts';
import { headerDate } from './pop3-date.ts';

type Visit = {
  pop3: Pop3;
  mailbox: Mailbox<EmailSettings>;
  position: MailboxPosition;
  signal: AbortSignal;
};

const recentMs = 3 * 86_400_000;

/**
 * Visits a POP3 mailbox again and again: a visit shows what was there when it began. What became of each mail is remembered
 * by the name that lasts (UIDL), and noted after it is stored; what breaks in between is met again and known by its content.
 */
export async function followPop3(mailbox: Mailbox<EmailSettings>, signal: AbortSignal): Promise<void> {
  let { position } = mailbox;
  while (!signal.aborted) {
    await mailbox.tell('fetching');
    position = await visitOnce(mailbox, position, signal);
    if (signal.aborted) return;
    await mailbox.tell('waiting');
    await pauseOr(mailbox.pollMs, signal, [mailbox.asked()]);
  }
}

async function visitOnce(
  mailbox: Mailbox<EmailSettings>,
  before: MailboxPosition,
  signal: AbortSignal,
): Promise<MailboxPosition> {
  const pop3 = await openPop3(mailbox);
  const hangUp = () => pop3.close();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    const listed = await pop3.list();
    const position = before.connectedAt === null ? await begin(mailbox, before, listed) : before;
    await fetchNew({ pop3, mailbox, position, signal }, listed);
    if (!signal.aborted) await pop3.leave();
    return position;
  } catch (error) {
    if (signal.aborted) return before;
    throw inServersWords(error);
  } finally {
    signal.removeEventListener('abort', hangUp);
    pop3.close();
  }
}

/** What is there at the first visit is history, or left alone where only new mail was asked for. */
async function begin(
  mailbox: Mailbox<EmailSettings>,
  before: MailboxPosition,
  listed: readonly Named[],
): Promise<MailboxPosition> {
  const names = listed.map(({ name }) => name);
  await mailbox.names.note(names, mailbox.settings.since === 'now' ? 'left' : 'history');
  const position = { ...before, epoch: 1, connectedAt: mailbox.now() };
  await mailbox.reached(position);
  return position;
}

async function fetchNew(visit: Visit, listed: readonly Named[]): Promise<void> {
  const { mailbox, position, signal } = visit;
  const met = await mailbox.names.met();
  // A server that was moved gives new names to everything: then the date tells what is old.
  const isRenamed = met.size > 0 && !listed.some(({ name }) => met.has(name));
  const wanted = listed.filter(({ name }) => [undefined, 'history'].includes(met.get(name)));
  for (const mails of inPortions(wanted)) {
    if (signal.aborted) return;
    await takeSome(visit, mails, (name) => ({ isOld: met.get(name) === 'history', isRenamed }));
    await mailbox.reached(position);
  }
  const spent = listed.filter(({ name }) => met.get(name) === 'spent');
  await deleteThere(visit, spent);
  const there = new Set(listed.map(({ name }) => name));
  await mailbox.names.forget([...met.keys()].filter((name) => !there.has(name)));
}

type Known = { isOld: boolean; isRenamed: boolean };
type Fetched = { mail: Named; bytes: Buffer; isLarge: boolean; standing: 'new' | 'history' | 'left' };

async function takeSome(visit: Visit, mails: readonly Named[], knownOf: (name: string) => Known): Promise<void> {
  const { mailbox } = visit;
  const fetched: Fetched[] = [];
  for (const mail of mails) fetched.push(await fetchOne(visit, mail, knownOf(mail.name)));

  const wanted = fetched.filter(({ standing }) => standing !== 'left');
  await Promise.all(wanted.map(async (one) => mailbox.keep(await arrivalOf(mailbox, one))));

  const isSpent = ({ isLarge }: Fetched) => mailbox.settings.pop3After === 'delete' && !isLarge;
  const names = (some: readonly Fetched[]) => some.map(({ mail }) => mail.name);
  await mailbox.names.note(names(fetched.filter(({ standing }) => standing === 'left')), 'left');
  await mailbox.names.note(names(wanted.filter((one) => !isSpent(one))), 'kept');
  await mailbox.names.note(names(wanted.filter(isSpent)), 'spent');
  await deleteThere(
    visit,
    wanted.filter(isSpent).map(({ mail }) => mail),
  );
}

async function fetchOne(visit: Visit, mail: Named, known: Known): Promise<Fetched> {
  const isLarge = mail.size > visit.mailbox.maxBytes;
  const bytes = isLarge ? await visit.pop3.head(mail.number) : await visit.pop3.whole(mail);
  return { mail, bytes, isLarge, standing: standingBy(visit, headerDate(bytes), known) };
}

async function deleteThere({ pop3, mailbox }: Visit, mails: readonly Named[]): Promise<void> {
  if (mailbox.settings.pop3After !== 'delete') return;
  for (const { number } of mails) await pop3.delete(number);
}

/** A sender's own date never lets a new mail pass for an old one. */
function standingBy(
  { mailbox, position }: Visit,
  told: ReturnType<typeof headerDate>,
  { isOld, isRenamed }: Known,
): 'new' | 'history' | 'left' {
  if (isOld) {
    const internalDate = told?.at ?? mailbox.now();
    return standingOf({ uid: 0, internalDate }, { ...position, epoch: 1, historyUid: 0 }, mailbox.settings);
  }
  if (!isRenamed || told === null || told.isClaim) return 'new';
  return standingOf({ uid: 0, internalDate: told.at }, { ...position, epoch: 2, historyUid: 0 }, mailbox.settings);
}

async function arrivalOf(
  mailbox: Mailbox<EmailSettings>,
  { mail, bytes, isLarge, standing }: Fetched,
): Promise<Arrival> {
  const told = headerDate(bytes);
  const at = told?.at ?? mailbox.now();
  const age = mailbox.now().getTime() - at.getTime();
  const isHistory = standing === 'history';
  const isDated = isHistory || (told?.isClaim === false && age >= 0 && age < recentMs);
  const identity = await contentKey(bytes, at);
  return {
    inboxId: mailbox.inboxId,
    bytes,
    ...identity,
    envelope: { ...headerNotes(bytes), door: 'pop3', pop3: { name: mail.name } },
    ...(isDated && { receivedAt: at }),
    ...(isHistory && { isHistory }),
    ...(isLarge && {
      key: `large:${mail.size}:${identity.key}`,
      incomplete: `${tooLarge(mail.size, mailbox.maxBytes).message} It stays in the mailbox.`,
    }),
  };
}
