import type { Message, WriteMessageBody } from '../../../contract/messages.ts';
import { abilitiesOf } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import { newsFor, type Route, routeReply } from '../../../domain/messages.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { previewOfNew } from '../../../domain/quotation/preview.ts';
import { refuseIfClosed } from '../../../domain/tickets/decide.ts';
import { postReply } from '../../../domain/tickets/reply.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { type Correspondence, readCorrespondence } from '../reads/correspondence.ts';
import { justWritten } from '../reads/message-view.ts';
import { statusBySlug, statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicket } from '../store/lock.ts';
import { wroteSince } from '../store/merges.ts';
import { saveMessage, saveWaiting } from '../store/save.ts';
import { takeFiles } from './attach.ts';
import { refuseUnfilled } from './fields.ts';
import type { NewMessage } from './new-message.ts';
import { postLater } from './recover.ts';
import { refuseWithoutPermission, writtenText } from './written.ts';

export type Writing = { actor: AgentActor; number: number; body: WriteMessageBody };

/**
 * A public reply. From the browser it waits until the undo window ends (`commands/post-reply.ts`); by an API token, or
 * where the window or the channel leaves no time to undo, it is posted at once.
 */
export async function writeReply(p: Platform, { actor, number, body }: Writing): Promise<Message> {
  refuseWithoutPermission(actor, 'tickets.reply', body);
  const words = await writtenText(body);
  const { status, seen, attachments } = body;
  return transaction(p.db, (tx) => replyTo(tx, p, { actor, number, words, status, seen, uploads: attachments }));
}

export type Said = {
  actor: AgentActor;
  number: number;
  words: { text: string; html: string | null };
  status?: string | undefined;
  /** As `WriteMessageBody` has them. */
  seen?: string | null | undefined;
  uploads?: readonly string[] | undefined;
  /** For who saw no message: what the customer wrote since then refuses the reply. */
  unlessNewsSince?: Date;
};

/** The same in the transaction of whoever replies to several tickets. What the agent may do was asked before. */
export async function replyTo(tx: Tx, p: Platform, said: Said): Promise<Message> {
  const { actor, number, words, status, seen, uploads, unlessNewsSince } = said;
  const ticket = await lockTicket(tx, p, { actor, number });
  refuseIfClosed(ticket);
  if (unlessNewsSince) await refuseIfWrote(tx, { ticketId: ticket.id, at: unlessNewsSince });
  const known = await readCorrespondence(tx, p, { ticket, seen });
  refuseIfNews(actor, known);

  const at = p.clock.now();
  const route = routeReply(known.who, at);
  const decision = await decide(tx, p, { ticket, status, at });
  await refuseUnfilled(tx, ticket, decision);
  const carrier = abilitiesOf(route.channel);
  const attachments = await takeFiles(tx, { actor, ticketId: ticket.id, uploads, carrier, at });
  const message = { ...replyOf(actor, { ...words, route, at }), attachments };
  const undoSeconds = actor.viaToken ? 0 : known.undoSeconds * route.undo;
  const reply: Reply = { actor, ticket, message, route, decision, status };
  return undoSeconds > 0 ? wait(tx, p, { ...reply, undoSeconds }) : post(tx, reply);
}

type Reply = {
  actor: AgentActor;
  ticket: LockedTicket;
  message: NewMessage;
  route: Route;
  decision: Decision;
  status: string | undefined;
};

/** The newest message is shown with the refusal: the writer decides whether it changes their answer. */
function refuseIfNews(actor: AgentActor, { seenId, since }: Correspondence): void {
  if (seenId === undefined) return;
  const news = newsFor({ agentId: actor.id, seenId: seenId ?? 0 }, since);
  if (!news) return;
  const author = since.find(({ id }) => id === news.id)?.authorName ?? '';
  throw new AppError('conflict', 'ticket_has_news', 'Somebody wrote in this ticket since you last saw it.', {
    details: { messageId: news.uuid, author, authorKind: news.author.kind, excerpt: previewOfNew(news.text, 200) },
  });
}

async function refuseIfWrote(tx: Tx, since: { ticketId: number; at: Date }): Promise<void> {
  if (!(await wroteSince(tx, since))) return;
  throw new AppError('conflict', 'ticket_has_news', 'The customer wrote in this ticket meanwhile.');
}

/** Decided when it is written, so that a status that cannot be is refused now; decided again when it is posted. */
async function decide(tx: Tx, p: Platform, asked: { ticket: LockedTicket; status: string | undefined; at: Date }) {
  const statuses = await statusesOf(p, tx);
  const status = asked.status === undefined ? undefined : await statusBySlug(p, tx, asked.status);
  return postReply(asked.ticket, { statuses, ...(status && { status }) }, asked.at);
}

function replyOf(actor: AgentActor, said: { text: string; html: string | null; route: Route; at: Date }): NewMessage {
  return {
    kind: 'reply',
    direction: 'out',
    author: { kind: 'agent', agentId: actor.id },
    text: said.text,
    html: said.html,
    recipients: said.route.recipients,
    externalId: null,
    inboxId: said.route.inboxId,
    inboundId: null,
    channel: said.route.channel,
    reason: null,
    verdict: null,
    isAutomatic: false,
    attachments: [],
    at: said.at,
  };
}

async function wait(tx: Tx, p: Platform, reply: Reply & { undoSeconds: number }): Promise<Message> {
  const { ticket, message, status, undoSeconds } = reply;
  const dueAt = new Date(message.at.getTime() + undoSeconds * 1000);
  const { messageId, messageUuid } = await saveWaiting(tx, ticket, { message, dueAt, thenChanges: { status } });
  await postLater(tx, p, { messageId, at: dueAt });
  return justWritten({ actor: reply.actor, message, messageUuid, dueAt });
}

async function post(tx: Tx, { actor, ticket, message, route, decision }: Reply): Promise<Message> {
  const saved = await saveMessage(tx, ticket, {
    at: message.at,
    actor,
    cause: causeOf(actor),
    channel: message.channel,
    decision,
    message,
    delivery: route,
  });
  const { messageUuid, deliveryUuid } = saved;
  return justWritten({ actor, message, messageUuid, deliveryUuid });
}
