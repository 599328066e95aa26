import { answerCaps } from '../../../domain/automatic-mail.ts';
import { abilitiesOf } from '../../../domain/channels.ts';
import { confirmationLanguage, confirmationTexts, unsaidSubject } from '../../../domain/confirmation.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { allowAutomatic, tellWithheld } from '../../tickets/commands/automatic-mail.ts';
import { fillTexts, type More, unfilled } from '../../tickets/commands/fill-texts.ts';
import type { NewMessage } from '../../tickets/commands/new-message.ts';
import { receiveMessage } from '../../tickets/commands/receive.ts';
import { choicesOfTopic } from '../../tickets/reads/topics.ts';
import { type ConfirmationFacts, readConfirmationFacts } from '../reads/confirmation-facts.ts';

export type Confirming = { ticketId: number; actor: Actor; more: More };

/**
 * Tells whoever opened a ticket its number, in the words of its topic or else of the inbox it came by, or says in the ticket's history why not.
 * Only where that inbox confirms, and once, however often it is asked.
 */
export async function confirmTicket(tx: Tx, p: Platform, { ticketId, actor, more }: Confirming): Promise<void> {
  const facts = await readConfirmationFacts(tx, ticketId);
  if (facts === null || facts.isDone || !facts.confirmation.isOn) return;
  const ofTopic = (await choicesOfTopic(tx, facts.topicId)).confirmation;
  if (ofTopic.kind === 'none') return;
  if (ofTopic.kind === 'own') facts.confirmation = { isOn: true, texts: ofTopic.texts };
  if (abilitiesOf(facts.channel).threads !== 'references') return;

  const address = addressOf(facts);
  const words = await wordsOf(tx, p, { facts, ticketId, more });
  const withheld = { kind: 'confirmation' as const, ticketId };
  if (words.unresolved.length > 0) return tellWithheld(tx, p, { ...withheld, reason: unfilled(words) });
  const answer = await allowAutomatic(tx, p, {
    ...withheld,
    address,
    answersMachine: facts.isAutomatic,
    isHistory: facts.isHistory,
    caps: answerCaps,
  });
  if (!answer.mayAnswer) return tellWithheld(tx, p, { ...withheld, reason: answer.reason });

  const recipients = { to: [address ?? ''], cc: [] };
  const { inboxId, channel } = facts;
  const message = { ...confirmationOf(facts, words, p.clock.now()), recipients };
  await receiveMessage(tx, p, { ticketId, message, actor, delivery: { inboxId, channel, recipients } });
}

/** A Reply-To nobody vouches for could name a third person: then the sender's own address gets it. */
function addressOf({ answerTo, addresses, isVerified }: ConfirmationFacts): string | null {
  const isOwn = answerTo !== null && addresses.includes(answerTo.toLowerCase());
  return isVerified || isOwn ? answerTo : (addresses[0] ?? null);
}

type Wording = { facts: ConfirmationFacts; ticketId: number; more: More };
type Words = { subject: string; text: string; unresolved: string[] };

async function wordsOf(tx: Tx, p: Platform, { facts, ticketId, more }: Wording): Promise<Words> {
  const { ticketLanguage, contactLanguage, inboxLanguage, isVerified } = facts;
  const texts = confirmationTexts(facts.confirmation);
  const ofMail = ticketLanguage === inboxLanguage ? null : ticketLanguage;
  const language = confirmationLanguage(texts, [ofMail, contactLanguage, inboxLanguage]);
  const known: More = async (said) => ({
    ...(await more(said)),
    ...(!isVerified && { 'ticket.subject': unsaidSubject(said) }),
  });
  const filling = { ticketId, languages: [language], more: known, isStranger: !isVerified };
  const filled = await fillTexts(tx, p, { ...filling, texts });
  return { subject: filled?.subject ?? '', text: filled?.text ?? '', unresolved: filled?.unresolved ?? [] };
}

function confirmationOf(facts: ConfirmationFacts, words: Words, at: Date): Omit<NewMessage, 'recipients'> {
  return {
    kind: 'reply',
    direction: 'out',
    author: { kind: 'system' },
    subject: words.subject,
    text: words.text,
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
