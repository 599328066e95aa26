import type { ImapFlow } from 'imapflow';
import { z } from 'zod';
import { AppError } from '../../../../domain/errors.ts';
import type { Mailboxes } from '../../channel.ts';
import type { EmailSettings } from '../settings.ts';
import { inServersWords, leave, openImap, within } from './imap-client.ts';
import { type Listed, listMails, readMails } from './imap-page.ts';
import { settle } from './imap-settle.ts';

type Again = Parameters<Mailboxes<EmailSettings>['fetchAgain']>[0];
type Place = z.infer<typeof place>;

const place = z.object({ folder: z.string(), uidValidity: z.number(), uid: z.number() });

/** A mail of which only the header was taken, by a connection of its own beside the one that follows the folder. */
export async function fetchAgain(again: Again, store: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const where = z.object({ imap: place }).safeParse(again.envelope);
  if (!where.success) throw new AppError('invalid', 'mail_place_unknown', 'It is not known where this mail is.');
  const client = await openImap(again);
  try {
    const bytes = await read(client, where.data.imap, again.maxBytes);
    await store(bytes.body);
    await settle(client, [bytes.uid], again.settings);
  } catch (error) {
    throw inServersWords(error);
  } finally {
    await leave(client);
  }
}

async function read(client: ImapFlow, { folder, uidValidity, uid }: Place, maxBytes: number) {
  const opened = await within(60_000, client.mailboxOpen(folder));
  if (Number(opened.uidValidity) !== uidValidity) {
    throw new AppError(
      'invalid',
      'mail_renumbered',
      'The folder numbers its mail anew: this one cannot be found again.',
    );
  }
  const [mail]: (Listed | undefined)[] = await listMails(client, [uid]);
  if (!mail) throw new AppError('invalid', 'mail_gone', 'This mail is not in the mailbox any more.');
  if (mail.size > maxBytes) throw tooLarge(mail.size, maxBytes);
  const body = (await readMails(client, [mail])).get(uid);
  if (!body?.length) throw new AppError('invalid', 'mail_empty', 'The mail server sends this mail empty.');
  return { uid, body };
}

export function tooLarge(size: number, maxBytes: number): AppError {
  return new AppError('invalid', 'mail_too_large', `This mail has ${size} bytes; at most ${maxBytes} are taken.`);
}
