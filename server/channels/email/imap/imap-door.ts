import type { ImapFlow } from 'imapflow';
import { AppError } from '../../../../domain/errors.ts';
import { pauseOr } from '../../../platform/pause.ts';
import type { Arrival, Mailbox, MailboxPosition } from '../../channel.ts';
import { contentKey } from '../content-key.ts';
import { headerNotes } from '../header-notes.ts';
import { inPortions } from '../portions.ts';
import type { EmailSettings } from '../settings.ts';
import { tooLarge } from './imap-again.ts';
import { inServersWords, leave, openImap, within } from './imap-client.ts';
import { type Listed, listMails, readHeader, readMails, uidsAfter } from './imap-page.ts';
import { positionIn, standingOf } from './imap-position.ts';
import { settle } from './imap-settle.ts';

type Following = { client: ImapFlow; mailbox: Mailbox<EmailSettings>; signal: AbortSignal };

const listedAtOnce = 250;
const recentMs = 3 * 86_400_000;

/**
 * Follows one folder: what is new is stored, then marked, then the position moves on; so whatever breaks in between, it is
 * met again and known by its content. Nothing is told new by a flag.
 */
export async function followFolder(mailbox: Mailbox<EmailSettings>, signal: AbortSignal): Promise<void> {
  const { settings, accessToken, maxBytes } = mailbox;
  const client = await openImap({ settings, accessToken, maxBytes });
  const { promise: broken, reject } = Promise.withResolvers<never>();
  client.on('error', reject);
  client.on('close', () => reject(new AppError('unavailable', 'mailbox_hung_up', 'The mail server hung up.')));
  const hangUp = () => client.close();
  signal.addEventListener('abort', hangUp, { once: true });
  const work = watch({ client, mailbox, signal });
  try {
    await Promise.race([work, broken]);
  } catch (error) {
    if (!signal.aborted) throw inServersWords(error);
  } finally {
    signal.removeEventListener('abort', hangUp);
    if (client.usable) await leave(client);
    else client.close();
    await within(5_000, work).catch(() => undefined);
  }
}

async function watch(following: Following): Promise<void> {
  const { client, mailbox, signal } = following;
  const news = listenForNews(client);
  let position = await openFolder(following);
  while (!signal.aborted) {
    news.forget();
    await mailbox.tell('fetching');
    await within(60_000, client.noop());
    position = await fetchNew(following, position);
    await mailbox.tell('waiting');
    const idling = client.idle().catch(() => undefined);
    await pauseOr(mailbox.pollMs, signal, [news.come(), mailbox.asked()]);
    // A server that does not end its idling is gone.
    if (!signal.aborted) await within(60_000, Promise.all([client.noop(), idling]));
  }
}

/** Told between two looks, or while one is under way: neither is missed. */
function listenForNews(client: ImapFlow): { come(): Promise<void>; forget(): void } {
  let told = Promise.withResolvers<void>();
  client.on('exists', () => told.resolve());
  return {
    come: () => told.promise,
    forget: () => {
      told = Promise.withResolvers<void>();
    },
  };
}

async function openFolder({ client, mailbox }: Following): Promise<MailboxPosition> {
  const { settings, folder, position } = mailbox;
  if (settings.afterFetching === 'move') await within(60_000, client.mailboxCreate(settings.moveTo));
  const opened = await within(60_000, client.mailboxOpen(folder));
  // Very old servers do not say which number comes next.
  const uidNext = opened.uidNext || 1 + ((await uidsAfter(client, 0)).at(-1) ?? 0);
  const found = { uidValidity: Number(opened.uidValidity), uidNext };
  const from = positionIn(found, position, { since: settings.since, now: mailbox.now() });
  if (from !== position) await mailbox.reached(from);
  return from;
}

async function fetchNew(following: Following, from: MailboxPosition): Promise<MailboxPosition> {
  const { client, signal } = following;
  const uids = await uidsAfter(client, from.lastUid);
  let position = from;
  for (let at = 0; at < uids.length && !signal.aborted; at += listedAtOnce) {
    position = await takePage(following, position, uids.slice(at, at + listedAtOnce));
  }
  return position;
}

async function takePage(
  following: Following,
  from: MailboxPosition,
  uids: readonly number[],
): Promise<MailboxPosition> {
  const { client, mailbox, signal } = following;
  const listed = await listMails(client, uids);
  const wanted = listed.filter((mail) => standingOf(mail, from, mailbox.settings) !== 'left');
  let position = from;
  for (const some of inPortions(wanted)) {
    if (signal.aborted) return position;
    await takeSome(following, position, some);
    position = await reach(mailbox, position, some.at(-1)?.uid ?? position.lastUid);
  }
  return reach(mailbox, position, uids.at(-1) ?? position.lastUid);
}

async function reach(
  mailbox: Mailbox<EmailSettings>,
  from: MailboxPosition,
  lastUid: number,
): Promise<MailboxPosition> {
  if (lastUid <= from.lastUid) return from;
  const position = { ...from, lastUid };
  await mailbox.reached(position);
  return position;
}

async function takeSome(following: Following, position: MailboxPosition, mails: readonly Listed[]): Promise<void> {
  const { client, mailbox } = following;
  const large = mails.filter(({ size }) => size > mailbox.maxBytes);
  const whole = mails.filter(({ size }) => size <= mailbox.maxBytes);
  const bodies = whole.length === 0 ? new Map<number, Buffer>() : await readMails(client, whole);
  const told = whole.filter(({ uid }) => bodies.has(uid));
  // Some servers list a mail they have lost: said empty twice, it would otherwise be a ticket without a word.
  const empty = told.filter(({ uid, size }) => size > 0 && bodies.get(uid)?.length === 0);
  const taken = told.filter((mail) => !empty.includes(mail));
  const arrivals = await Promise.all(
    taken.map((mail) => arrivalOf(mailbox, position, { mail, bytes: bodies.get(mail.uid) ?? Buffer.alloc(0) })),
  );
  await Promise.all(arrivals.map((arrival) => mailbox.keep(arrival)));
  for (const mail of large) {
    await parkHeader(following, position, { mail, why: tooLarge(mail.size, mailbox.maxBytes).message });
  }
  for (const mail of empty)
    await parkHeader(following, position, { mail, why: 'The mail server sends this mail empty.' });
  if (taken.length > 0)
    await settleFetched(
      following,
      taken.map(({ uid }) => uid),
    );
}

type Fetched = { mail: Listed; bytes: Buffer };

/** An hour of the mailbox, not of the desk, stands in the key of undated mail: fetched again, it is the same mail. */
async function arrivalOf(
  mailbox: Mailbox<EmailSettings>,
  position: MailboxPosition,
  { mail, bytes }: Fetched,
): Promise<Arrival> {
  const { internalDate, uid } = mail;
  const isHistory = standingOf(mail, position, mailbox.settings) === 'history';
  const age = mailbox.now().getTime() - internalDate.getTime();
  const isDated = isHistory || (age >= 0 && age < recentMs);
  return {
    inboxId: mailbox.inboxId,
    bytes,
    ...(await contentKey(bytes, internalDate)),
    envelope: {
      ...headerNotes(bytes),
      door: 'imap',
      imap: { folder: mailbox.folder, uidValidity: position.uidValidity, uid },
    },
    ...(isDated && { receivedAt: internalDate }),
    ...(isHistory && { isHistory }),
  };
}

/** What cannot be taken whole is parked with its header, and stays where it is. */
async function parkHeader(
  { client, mailbox }: Following,
  position: MailboxPosition,
  { mail, why }: { mail: Listed; why: string },
): Promise<void> {
  const bytes = await readHeader(client, mail.uid);
  const arrival = await arrivalOf(mailbox, position, { mail, bytes });
  const incomplete = `${why} It stays in the mailbox.`;
  await mailbox.keep({ ...arrival, key: `large:${mail.size}:${arrival.key}`, incomplete });
}

/** Everything is stored by now: what fails here only leaves the mail unmarked. */
async function settleFetched({ client, mailbox }: Following, uids: readonly number[]): Promise<void> {
  const sentence = await settle(client, uids, mailbox.settings);
  if (sentence !== null) mailbox.log.warn({ folder: mailbox.folder }, sentence);
  await mailbox.complain(sentence);
}
