import { answerCaps } from '../../../domain/automatic-mail.ts';
import type { Reason } from '../../../domain/events.ts';
import { type Route, routeReply } from '../../../domain/messages.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { Texts } from '../../../domain/templates.ts';
import { refuseIfClosed } from '../../../domain/tickets/decide.ts';
import { postReply } from '../../../domain/tickets/reply.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { type Answered, readAnswered } from '../reads/answered.ts';
import { readCorrespondence } from '../reads/correspondence.ts';
import { statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicketById } from '../store/lock.ts';
import { saveMessage } from '../store/save.ts';
import { allowAutomatic, tellWithheld } from './automatic-mail.ts';
import { fillTexts, type More, unfilled } from './fill-texts.ts';

export type RuleReply = { ticketId: number; actor: Actor; texts: Texts; more?: More };

/**
 * A public reply that no person wrote: in the ticket's language, by the inbox and to whom an agent's reply would go, marked as
 * automatic, under the loop rules. What may not be sent, or has a hole in it, stands in the history with its reason instead.
 */
export async function replyByRule(tx: Tx, p: Platform, { ticketId, actor, texts, more }: RuleReply): Promise<void> {
  const ticket = await lockTicketById(tx, p, { actor, ticketId });
  refuseIfClosed(ticket);
  const answered = await readAnswered(tx, ticketId);
  const { who } = await readCorrespondence(tx, p, { ticket, seen: undefined });
  const route = ownRoute(routeReply(who, p.clock.now()), answered);
  const parts = Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, { text }]));
  const filled = await fillTexts(tx, p, {
    ticketId,
    texts: parts,
    isStranger: !answered.isVerified,
    ...(more && { more }),
  });
  if (filled === null) return;
  const reason = filled.unresolved.length > 0 ? unfilled(filled) : await against(tx, p, { ticketId, route, answered });
  if (reason !== null) return tellWithheld(tx, p, { kind: 'reply', ticketId, reason });
  await post(tx, p, { ticket, actor, route, text: filled.text });
}

/** What somebody unvouched for named as their address to answer could be a third person's; copies go to nobody. */
function ownRoute(route: Route, { isVerified, addresses }: Answered): Route {
  const [to = ''] = route.recipients.to;
  const [own] = addresses;
  const isOwn = addresses.includes(to.toLowerCase());
  const kept = isVerified || isOwn || own === undefined ? to : own;
  return { ...route, recipients: { to: [kept], cc: [] } };
}

type Asked = { ticketId: number; route: Route; answered: Answered };

async function against(tx: Tx, p: Platform, { ticketId, route, answered }: Asked): Promise<Reason | null> {
  const answer = await allowAutomatic(tx, p, {
    kind: 'reply',
    address: route.recipients.to[0] ?? null,
    ticketId,
    answersMachine: answered.isAutomatic,
    isHistory: answered.isHistory,
    caps: answerCaps,
  });
  return answer.mayAnswer ? null : answer.reason;
}

type Posting = { ticket: LockedTicket; actor: Actor; route: Route; text: string };

async function post(tx: Tx, p: Platform, { ticket, actor, route, text }: Posting): Promise<void> {
  const at = p.clock.now();
  const { inboxId, channel, recipients } = route;
  const decision = postReply(ticket, { statuses: await statusesOf(p, tx), isAutomatic: true }, at);
  await saveMessage(tx, ticket, {
    at,
    actor,
    cause: causeOf(actor),
    channel,
    decision,
    delivery: { inboxId, channel, recipients },
    message: {
      kind: 'reply',
      direction: 'out',
      author: { kind: 'rule' },
      text,
      html: null,
      recipients,
      externalId: null,
      inboxId,
      inboundId: null,
      channel,
      reason: null,
      verdict: null,
      isAutomatic: true,
      attachments: [],
      at,
    },
  });
}
