import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { type Threading, thread } from '../../../domain/threading.ts';
import { activeActor } from '../../agents/reads/actor.ts';
import { findOrMakeContact } from '../../contacts/commands/find-or-make.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import type { FiledMessage, NewMessage } from '../../tickets/commands/new-message.ts';
import { openTicket } from '../../tickets/commands/open.ts';
import { addParticipants } from '../../tickets/commands/participants.ts';
import { receiveMessage } from '../../tickets/commands/receive.ts';
import { ticketsInScope } from '../reads/scope.ts';
import { readThreadFacts, type ThreadFacts } from '../reads/thread-facts.ts';
import { rememberReferences, takeForFiling } from '../store/inbound.ts';
import { fileAgentMail } from './agent-mail.ts';
import { cluesOf, type Filed, type Mail, mailOf, newMessage, subjectOf, threadKeys } from './mail.ts';
import type { Prepared } from './prepare.ts';
import { receiveReceipt } from './receipt.ts';

// Filing what was said into a ticket, in one transaction that begins with the row marked filed and the thread locked. How
// bytes are read is the channel's matter, which ticket it is domain/threading.ts', what the ticket does with it tickets'.

export async function receive(p: Platform, prepared: Prepared): Promise<Filed> {
  const { parsed } = prepared;
  if (parsed.kind === 'receipt') return receiveReceipt(p, prepared.row, parsed);
  if (parsed.kind === 'edit') {
    throw new AppError('invalid', 'edit_not_supported', 'The sender changed a message; what was first said is kept.');
  }
  const mail = mailOf(prepared, parsed.message);
  return transaction(p.db, (tx) => fileMail(tx, p, mail)).catch(whenAwaited);
}

async function fileMail(tx: Tx, p: Platform, mail: Mail): Promise<Filed> {
  const clues = cluesOf(mail, p.secrets);
  const taken = await takeForFiling(tx, { ids: [clues.inboundId], keys: threadKeys([clues]), at: p.clock.now() });
  if (taken === 0) return 'gone';
  if (await fileAgentMail(tx, p, mail)) return 'filed';
  const facts = await readThreadFacts(tx, clues);
  if (facts.isAwaited) throw new AppError('conflict', 'mail_awaited', 'It names a mail that is not filed yet.');

  const contact = await contactOf(tx, p, { known: facts.contact, mail });
  const agent = mail.message.verdict.status === 'verified' ? await agentOf(tx, facts) : null;
  const threading = threadOf({ facts, contact, mail, agent });
  const twinTicketId = facts.twinTicketId;
  if (twinTicketId !== null && twinTicketId === threading.ticket?.id) return 'filed'; // it came by another inbox already
  const filed = await say(tx, p, { mail, contact, threading, agent: agent?.actor ?? null, twinTicketId });
  await rememberReferences(tx, filed.ticketId, facts.unknownReferences);
  return 'filed';
}

type Contact = { contactId: number; organizationId: number | null };
type Sender = { known: ThreadFacts['contact']; mail: Mail };

/** Whom we know by name is not written again: most mail comes from such, and each statement counts. */
export async function contactOf(tx: Tx, p: Platform, { known: contact, mail }: Sender): Promise<Contact> {
  const { person } = mail.sender;
  const isVerified = mail.message.verdict.status === 'verified';
  const hasNews = contact !== null && ((!contact.isNamed && person.name !== '') || (!contact.isVerified && isVerified));
  if (contact !== null && !hasNews) return { contactId: contact.id, organizationId: contact.organizationId };
  return findOrMakeContact(tx, p, { ...person, isVerified, language: mail.message.language });
}

type SendingAgent = { actor: AgentActor; sees(ticketId: number): boolean };
type Known = { facts: ThreadFacts; contact: Contact; mail: Mail; agent: SendingAgent | null };

function threadOf({ facts, contact, mail, agent }: Known): Threading {
  const sender = {
    contactId: mail.sender.isKnown ? contact.contactId : null,
    organizationId: contact.organizationId,
    agent: agent === null ? null : { id: agent.actor.id, sees: agent.sees },
    isVerified: mail.message.verdict.status === 'verified',
    isAutomatic: mail.message.automatic.is,
  };
  const { inbox, row } = mail.prepared;
  const closed = { policy: inbox.closed, at: row.receivedAt };
  return thread(facts.matches, sender, { colleagues: inbox.settings.colleagues !== false, closed });
}

/** Looked up only where it matters: the agent's role of today decides what they may write into. */
async function agentOf(tx: Tx, { agentId, matches }: ThreadFacts): Promise<SendingAgent | null> {
  if (agentId === null || matches.length === 0) return null;
  const actor = await activeActor(tx, agentId);
  if (actor === null) return null;
  const ticketIds = matches.map(({ ticket }) => ticket.id);
  const visible = await ticketsInScope(tx, actor, ticketIds);
  return { actor, sees: (ticketId) => visible.has(ticketId) };
}

type Said = {
  mail: Mail;
  contact: Contact;
  threading: Threading;
  agent: AgentActor | null;
  twinTicketId: number | null;
};

/** People come first and the ticket last: a new one takes the number counter, which everybody waits for. */
export async function say(tx: Tx, p: Platform, said: Said): Promise<FiledMessage> {
  const { mail, contact, threading } = said;
  const writtenFor = threading.ticket?.mergedFromId;
  const message = {
    ...newMessage(mail, { contactId: contact.contactId, threading }),
    ...(writtenFor !== undefined && { writtenFor }),
  };
  const others = threading.bringsOthers ? await contactsCopied(tx, p, mail) : [];
  const filed = await sayTo(tx, p, { ...said, message });
  await addParticipants(tx, p, { ticketId: filed.ticketId, contactIds: others });
  return filed;
}

async function contactsCopied(tx: Tx, p: Platform, { prepared }: Mail): Promise<number[]> {
  const ids: number[] = [];
  for (const person of prepared.copied) {
    const { contactId } = await findOrMakeContact(tx, p, { ...person, isVerified: false, language: null });
    ids.push(contactId);
  }
  return ids;
}

function sayTo(tx: Tx, p: Platform, said: Said & { message: NewMessage }): Promise<FiledMessage> {
  const { mail, contact, threading, agent, message } = said;
  const { ticket, link, reason } = threading;
  const actor = { kind: 'contact', id: contact.contactId } as const;
  if (ticket !== null && threading.speaksAs === 'agent' && agent !== null) {
    return receiveMessage(tx, p, { ticketId: ticket.id, message: noteOf(agent, message), actor: agent });
  }
  if (ticket !== null) return receiveMessage(tx, p, { ticketId: ticket.id, message, actor, opensClosed: true });

  const { inbox } = mail.prepared;
  return openTicket(tx, p, {
    subject: subjectOf(mail.message),
    requesterId: contact.contactId,
    organizationId: contact.organizationId,
    channel: inbox.channel,
    inboxId: inbox.id,
    language: mail.message.language ?? inbox.language,
    teamId: inbox.teamId,
    topicId: inbox.topicId,
    actor,
    cause: { ...actor, depth: 0 },
    message,
    reason,
    ...(link?.kind === 'may_belong_to' && { mayBelongTo: link.ticket.id }),
    ...(link?.kind === 'follow_up_of' && { followUpOf: link.ticket.id }),
    ...(said.twinTicketId !== null && { relatedTo: said.twinTicketId }),
    at: message.at,
  });
}

/** What an agent writes by mail stays inside: it may quote what the desk told them, and nobody looked at it before. */
function noteOf(agent: AgentActor, message: NewMessage): NewMessage {
  return { ...message, kind: 'note', direction: 'internal', author: { kind: 'agent', agentId: agent.id } };
}

/** The transaction is undone with all its marks, and the mail's turn comes again. */
function whenAwaited(error: unknown): Filed {
  if (error instanceof AppError && (error.code === 'mail_awaited' || error.code === 'ticket_moved')) return 'waits';
  throw error;
}
