import { z } from 'zod';
import { AppError } from '../../../../domain/errors.ts';
import type { Mailboxes } from '../../channel.ts';
import { tooLarge } from '../imap/imap-again.ts';
import { inServersWords } from '../imap/imap-client.ts';
import type { EmailSettings } from '../settings.ts';
import { openPop3 } from './pop3-client.ts';

type Again = Parameters<Mailboxes<EmailSettings>['fetchAgain']>[0];

/** A mail of which only the header was taken. It stays at the server: whoever wants it deleted there does so by hand. */
export async function fetchAgainByPop3(again: Again, store: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const where = z.object({ pop3: z.object({ name: z.string() }) }).safeParse(again.envelope);
  if (!where.success) throw new AppError('invalid', 'mail_place_unknown', 'It is not known where this mail is.');
  const pop3 = await openPop3(again);
  try {
    const mail = (await pop3.list()).find(({ name }) => name === where.data.pop3.name);
    if (!mail) throw new AppError('invalid', 'mail_gone', 'This mail is not in the mailbox any more.');
    if (mail.size > again.maxBytes) throw tooLarge(mail.size, again.maxBytes);
    await store(await pop3.whole(mail));
    await pop3.leave();
  } catch (error) {
    throw inServersWords(error);
  } finally {
    pop3.close();
  }
}

/** Whether the server knows us and lets us in. */
export async function testPop3({ settings }: Pick<Again, 'settings'>): Promise<void> {
  const pop3 = await openPop3({ settings, maxBytes: 1024 * 1024 });
  await pop3.list().finally(() => pop3.close());
}
