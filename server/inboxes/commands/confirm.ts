import { answerCaps } from '../../../domain/automatic-mail.ts';
import { abilitiesOf } from '../../../domain/channels.ts';
import { confirmationLanguage, confirmationWords } from '../../../domain/confirmation.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { allowAutomatic, tellWithheld } from '../../tickets/commands/automatic-mail.ts';
import type { NewMessage } from '../../tickets/commands/new-message.ts';
import { receiveMessage } from '../../tickets/commands/receive.ts';
import { type ConfirmationFacts, readConfirmationFacts } from '../reads/confirmation-facts.ts';
import { inboxDirectory } from '../reads/inboxes.ts';

/** A disabled inbox, one that does not confirm, and talk without threads need no look at the ticket. */
export async function confirms(p: Platform, inboxId: number): Promise<boolean> {
  const inbox = (await inboxDirectory(p)).inboxes.get(inboxId);
  return inbox?.confirmation.isOn === true && abilitiesOf(inbox.channel).threads === 'references';
}

export async function confirmLater(tx: Tx, p: Platform, ticketId: number): Promise<void> {
  await p.jobs.add(tx, 'confirm-ticket', { id: ticketId }, { key: `confirm-ticket:${ticketId}` });
}

/** The job: confirms a ticket that was opened by mail, or says in its history why not. Once, however often it runs. */
export async function confirm(p: Platform, ticketId: number): Promise<void> {
  await transaction(p.db, (tx) => confirmOnce(tx, p, ticketId));
}

async function confirmOnce(tx: Tx, p: Platform, ticketId: number): Promise<void> {
  const facts = await readConfirmationFacts(tx, ticketId);
  if (facts === null || facts.isDone || !facts.confirmation.isOn) return;

  const address = addressOf(facts);
  const answer = await allowAutomatic(tx, p, {
    kind: 'confirmation',
    address,
    ticketId,
    answersMachine: facts.isAutomatic,
    isHistory: facts.isHistory,
    caps: answerCaps,
  });
  if (!answer.mayAnswer) return tellWithheld(tx, p, { kind: 'confirmation', ticketId, reason: answer.reason });

  const recipients = { to: [address ?? ''], cc: [] };
  const { inboxId, channel } = facts;
  const message = { ...confirmationOf(facts, p.clock.now()), recipients };
  const actor = { kind: 'system' } as const;
  await receiveMessage(tx, p, { ticketId, message, actor, delivery: { inboxId, channel, recipients } });
}

/** A Reply-To nobody vouches for could name a third person: then the sender's own address gets it. */
function addressOf({ answerTo, addresses, isVerified }: ConfirmationFacts): string | null {
  const isOwn = answerTo !== null && addresses.includes(answerTo.toLowerCase());
  return isVerified || isOwn ? answerTo : (addresses[0] ?? null);
}

function confirmationOf(facts: ConfirmationFacts, at: Date): Omit<NewMessage, 'recipients'> {
  const { ticketLanguage, contactLanguage, inboxLanguage } = facts;
  const ofMail = ticketLanguage === inboxLanguage ? null : ticketLanguage;
  const language = confirmationLanguage([ofMail, contactLanguage, inboxLanguage]);
  return {
    kind: 'reply',
    direction: 'out',
    author: { kind: 'system' },
    ...confirmationWords(facts.confirmation, language, facts),
    html: null,
    externalId: null,
    inboxId: facts.inboxId,
    inboundId: null,
    channel: facts.channel,
    reason: { code: 'confirmation', values: {} },
    verdict: null,
    isAutomatic: true,
    attachments: [],
    at,
  };
}
