import { AppError } from '../../../domain/errors.ts';
import { thread } from '../../../domain/threading.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readSenderFacts } from '../reads/sender-facts.ts';
import { takeForFiling } from '../store/inbound.ts';
import { cluesOf, type Mail, mailOf, talks, threadKeys } from './mail.ts';
import type { Prepared } from './prepare.ts';
import { contactOf, say } from './receive.ts';

/** Names no message, no number and no reply address: it opens a ticket of its sender alone, unless its own id was met before. */
export function isFresh(prepared: Prepared): boolean {
  const { parsed, copied } = prepared;
  if (parsed.kind !== 'message' || copied.length > 0 || talks(prepared)) return false;
  const { tokens, references, ticketNumbers } = parsed.message.hints;
  return tokens.length === 0 && references.length === 0 && ticketNumbers.length === 0;
}

/**
 * Files several fresh mails in one transaction: all or none, so that whoever calls it tries them one by one when it
 * throws. Ticket numbers are taken one transaction at a time anyway; together they cost one commit. Senders are locked in
 * one order and tickets come last, so that two such transactions never wait for each other.
 */
export async function receiveTogether(p: Platform, batch: readonly Prepared[]): Promise<void> {
  const ids = batch.flatMap(({ row }) => row.externalId ?? []);
  if (new Set(ids).size < ids.length) throw notFresh();
  const mails = batch.flatMap((one) => (one.parsed.kind === 'message' ? [mailOf(one, one.parsed.message)] : []));
  mails.sort((a, b) => (a.sender.person.value < b.sender.person.value ? -1 : 1));
  await transaction(p.db, (tx) => fileTogether(tx, p, mails));
}

async function fileTogether(tx: Tx, p: Platform, mails: readonly Mail[]): Promise<void> {
  const clues = mails.map((mail) => cluesOf(mail, p.secrets));
  const ids = clues.map(({ inboundId }) => inboundId);
  const taken = await takeForFiling(tx, { ids, keys: threadKeys(clues), at: p.clock.now() });
  const facts = await readSenderFacts(tx, clues);
  if (taken < mails.length || facts.some(({ isHeardOf }) => isHeardOf)) throw notFresh();

  const contacts = [];
  for (const [nth, mail] of mails.entries()) {
    contacts.push(await contactOf(tx, p, { known: facts[nth]?.contact ?? null, mail }));
  }
  for (const [nth, mail] of mails.entries()) {
    const contact = contacts[nth] ?? { contactId: 0, organizationId: null };
    const isVerified = mail.message.verdict.status === 'verified';
    const threading = thread([], { ...contact, agent: null, isVerified }, { colleagues: false });
    await say(tx, p, { mail, contact, threading, agent: null, twinTicketId: null });
  }
}

function notFresh(): AppError {
  return new AppError('conflict', 'mail_not_fresh', 'One of these was filed meanwhile, or its Message-ID is known.');
}
