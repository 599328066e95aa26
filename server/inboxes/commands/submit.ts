import type { z } from 'zod';
import type { inboundQuery } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
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
  const header =
    bytes
      .subarray(0, 256 * 1024)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = header.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return named.flatMap((name) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .flatMap((line) => line.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []),
  );
}
