import { type AutomaticCaps, answerCaps, notificationCaps } from '../../../domain/automatic-mail.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { Texts } from '../../../domain/templates.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import { htmlOfText } from '../../platform/html/html-of-text.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { readAnswered } from '../reads/answered.ts';
import { agentsNamed } from '../reads/people-named.ts';
import { lockTicketById } from '../store/lock.ts';
import { allowAutomatic, tellWithheld } from './automatic-mail.ts';
import { type Filled, fillTexts, type More, type Part, unfilled } from './fill-texts.ts';

// What rules tell people who are not the requester: agents, in the app and by mail as each chose, and any address by mail.

/** One rule may write to several at once; an address is still written to no more often than any other. */
const mailCaps: AutomaticCaps = { ...answerCaps, ticketPauseMinutes: 0 };

type Acting = { ticketId: number; actor: Actor };

/** Each hears of it once; the ticket's history says who was told. */
export async function notifyByRule(
  tx: Tx,
  p: Platform,
  { ticketId, actor, people }: Acting & { people: readonly string[] },
): Promise<void> {
  await lockTicketById(tx, p, { actor, ticketId });
  const agents = await agentsNamed(tx, { ticketId, people });
  const context = { at: p.clock.now(), actor, cause: causeOf(actor), channel: null, ticketId };
  const drafts = agents.map(({ id }) => ({ type: 'agent.notified' as const, details: { agentId: id } }));
  await recordEvents(tx, context, drafts);
}

export type RuleMail = Acting & {
  addresses: readonly string[];
  people: readonly string[];
  texts: Texts<Part>;
  more?: More;
};

/** A mail of the desk itself: it is no part of the conversation, and an answer to it opens a ticket of its own. */
export async function mailByRule(tx: Tx, p: Platform, { ticketId, actor, ...mail }: RuleMail): Promise<void> {
  await lockTicketById(tx, p, { actor, ticketId });
  const answered = await readAnswered(tx, ticketId);
  const agents = await agentsNamed(tx, { ticketId, people: mail.people });
  const texts = { ticketId, texts: mail.texts, ...(mail.more && { more: mail.more }) };
  const inside = agents.length > 0 ? await fillTexts(tx, p, texts) : null;
  // Strangers' words leave the house only where somebody vouches for them.
  const outside =
    mail.addresses.length > 0 ? await fillTexts(tx, p, { ...texts, isStranger: !answered.isVerified }) : null;
  const { company } = await readSettings(p, tx);
  const from = { ticketId, actor, senderName: company || 'Atende', answered };
  const staff = new Set(agents.map(({ email }) => email.toLowerCase()));
  for (const address of staff) await write(tx, p, { ...from, address, filled: inside, caps: notificationCaps });
  for (const address of mail.addresses) {
    if (!staff.has(address)) await write(tx, p, { ...from, address, filled: outside, caps: mailCaps });
  }
}

type Writing = Acting & {
  address: string;
  filled: Filled | null;
  caps: AutomaticCaps;
  senderName: string;
  answered: { isAutomatic: boolean; isHistory: boolean };
};

async function write(tx: Tx, p: Platform, { ticketId, address, filled, caps, senderName, answered }: Writing) {
  if (filled === null) return;
  const withheld = { kind: 'mail' as const, ticketId };
  if (filled.unresolved.length > 0) return tellWithheld(tx, p, { ...withheld, reason: unfilled(filled) });
  const { isAutomatic: answersMachine, isHistory } = answered;
  const answer = await allowAutomatic(tx, p, { ...withheld, address, answersMachine, isHistory, caps });
  if (!answer.mayAnswer) return tellWithheld(tx, p, { ...withheld, reason: answer.reason });
  const { subject = '', text } = filled;
  await p.mailer.sendLater(tx, { to: address, subject, text, html: htmlOfText(text), senderName });
}
