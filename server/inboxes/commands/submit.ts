import { decodeWords } from 'postal-mime';
import type { z } from 'zod';
import type { inboundQuery } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
import { headerText } from '../../platform/mail/header-text.ts';
import type { Db, Platform } from '../../platform/platform.ts';
import { channelOf } from '../channels.ts';
import { type InboxRow, inboxByAddress } from '../reads/inboxes.ts';
import { type Keep, keeper } from './keep.ts';

const keepers = new WeakMap<Db, Keep>();

/** Raw mail handed in over HTTP by an operator's own mail server: stored exactly as if it had come by SMTP. */
export async function submitMail(p: Platform, bytes: Buffer, query: z.output<typeof inboundQuery>) {
  if (bytes.length === 0) throw new AppError('invalid', 'mail_empty', 'There is no mail in this request.');
  const inbox = await inboxOf(p, bytes, query.to);
  const { key, externalId } = await channelOf(inbox.channel).identify(bytes, p.clock.now());
  const envelope = {
    ...notesOf(bytes),
    ...(query.from && { from: query.from }),
    to: [query.to ?? inbox.addresses[0] ?? ''],
    door: 'http',
  };
  return keep(p)({ inboxId: inbox.id, bytes, key, externalId, envelope });
}

function keep(p: Platform): Keep {
  const known = keepers.get(p.db) ?? keeper(p);
  keepers.set(p.db, known);
  return known;
}

/** `?to=` names the inbox; without it the headers that say to whom the mail was delivered or written. */
async function inboxOf(p: Platform, bytes: Buffer, to: string | undefined): Promise<InboxRow> {
  for (const address of to === undefined ? addressesIn(bytes) : [to]) {
    const inbox = await inboxByAddress(p, address);
    if (inbox) return inbox;
  }
  const field = { fields: { to: 'No inbox has this address.' } };
  throw new AppError('invalid', 'no_such_inbox', 'No inbox has an address this mail was sent to.', field);
}

const named = ['delivered-to', 'x-original-to', 'to', 'cc'];

function addressesIn(bytes: Buffer): string[] {
  const lines = headerOf(bytes);
  return named.flatMap((name) =>
    valuesOf(lines, name).flatMap((value) => value.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []),
  );
}

/** For the list of mail that could not be read: whom it says it is from, and what about. */
function notesOf(bytes: Buffer): { sender?: string; subject?: string } {
  const lines = headerOf(bytes);
  const [from] = valuesOf(lines, 'from').flatMap((value) => value.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []);
  const [subject] = valuesOf(lines, 'subject').map((value) => headerText(decodeWords(value), 200));
  return { ...(from && { sender: from }), ...(subject && { subject }) };
}

function headerOf(bytes: Buffer): string[] {
  const [header = ''] = bytes
    .subarray(0, 256 * 1024)
    .toString('utf8')
    .split(/\r?\n\r?\n/, 1);
  return header.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
}

function valuesOf(lines: readonly string[], name: string): string[] {
  return lines
    .filter((line) => line.toLowerCase().startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).trim());
}
