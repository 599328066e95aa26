import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';
import { AppError } from '../../../../domain/errors.ts';
import { within } from './imap-client.ts';

/** A mail as the server lists it. `internalDate` is when it reached the mailbox. */
export type Listed = { uid: number; size: number; internalDate: Date };

const listMs = 120_000;
const bodyMs = 300_000;

/** What is in the folder after `lastUid`, by number: never by flags, which people and other programs set. */
export async function uidsAfter(client: ImapFlow, lastUid: number): Promise<number[]> {
  const found = await within(listMs, client.search({ uid: `${lastUid + 1}:*` }, { uid: true }));
  if (!Array.isArray(found)) throw incomplete('It did not answer the search.');
  // "n:*" names the last mail also where its number is below n.
  return found.filter((uid) => uid > lastUid).sort((a, b) => a - b);
}

/** Sizes and dates. A mail that went away meanwhile is left out; one that is there and was not told of is an error. */
export async function listMails(client: ImapFlow, uids: readonly number[]): Promise<Listed[]> {
  const told = await fetchThese(client, uids, { uid: true, size: true, internalDate: true });
  const listed = told.flatMap(({ uid, size, internalDate }) =>
    size === undefined || internalDate === undefined ? [] : [{ uid, size, internalDate: new Date(internalDate) }],
  );
  await refuseGaps(client, uids, listed);
  return listed.sort((a, b) => a.uid - b.uid);
}

/** The bytes of these mails, each whole. */
export async function readMails(client: ImapFlow, mails: readonly Listed[]): Promise<Map<number, Buffer>> {
  const uids = mails.map(({ uid }) => uid);
  const told = await fetchThese(client, uids, { uid: true, source: true });
  const bodies = new Map(told.flatMap(({ uid, source }) => (source === undefined ? [] : [[uid, source] as const])));
  await refuseGaps(
    client,
    uids,
    [...bodies.keys()].map((uid) => ({ uid })),
  );
  for (const { uid, size } of mails) {
    const body = bodies.get(uid);
    if (body && body.length < size) await readAgain(client, uid, body);
  }
  return bodies;
}

/** The header alone: for mail that is too large to take. */
export async function readHeader(client: ImapFlow, uid: number): Promise<Buffer> {
  const [told] = (await fetchThese(client, [uid], { uid: true, headers: true })).filter(({ headers }) => headers);
  if (!told?.headers) throw incomplete(`It did not send the header of mail ${uid}.`);
  return told.headers;
}

/** Some servers give a wrong size. One that says the same twice means it; a cut answer would not be cut there again. */
async function readAgain(client: ImapFlow, uid: number, before: Buffer): Promise<void> {
  const [told] = (await fetchThese(client, [uid], { uid: true, source: true })).filter(({ source }) => source);
  if (!told?.source?.equals(before)) throw incomplete(`It sent mail ${uid} in part.`);
}

/** Only what was asked for: a body under another number would be filed as what it is not. */
async function fetchThese(
  client: ImapFlow,
  uids: readonly number[],
  query: FetchQueryObject,
): Promise<FetchMessageObject[]> {
  const asked = new Set(uids);
  const told = await within(query.source ? bodyMs : listMs, client.fetchAll(uids.join(','), query, { uid: true }));
  // Servers slip in news of flags at any time; those carry nothing of what was asked.
  const answers = told.filter(({ source, size, headers }) => source ?? size ?? headers);
  const stranger = answers.find(({ uid }) => !asked.has(uid));
  if (stranger) throw incomplete(`It answered with mail ${stranger.uid}, which was not asked for.`);
  return answers;
}

async function refuseGaps(client: ImapFlow, uids: readonly number[], told: readonly { uid: number }[]): Promise<void> {
  const known = new Set(told.map(({ uid }) => uid));
  const missing = uids.filter((uid) => !known.has(uid));
  if (missing.length === 0) return;
  const still = await within(listMs, client.search({ uid: missing.join(',') }, { uid: true }));
  if (Array.isArray(still) && still.length === 0) return;
  throw incomplete(`It did not send mail ${missing[0]}.`);
}

function incomplete(what: string): AppError {
  return new AppError('unavailable', 'mailbox_incomplete', `The mail server's answer was incomplete. ${what}`);
}
