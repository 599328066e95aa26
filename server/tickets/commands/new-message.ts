import type { Cause, Reason } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { CustomFields, Priority } from '../../../domain/tickets/ticket.ts';

/** A ticket to be opened, with the message that opens it. */
export type NewTicket = {
  subject: string;
  requesterId: number;
  organizationId: number | null;
  channel: string;
  inboxId: number | null;
  language: string | null;
  priority?: Priority;
  topicId?: number | null;
  teamId?: number | null;
  assigneeId?: number | null;
  tags?: readonly string[];
  customFields?: CustomFields;
  actor: Actor;
  cause: Cause;
  message: NewMessage;
  /** Why the desk opened a ticket rather than file the message elsewhere. */
  reason?: Reason;
  /** The ticket (its id) this one may belong to. */
  mayBelongTo?: number;
  /** The closed ticket (its id) this one carries on. */
  followUpOf?: number;
  /** A ticket (its id) that the same words opened elsewhere. */
  relatedTo?: number;
  at: Date;
};

/** Something said, ready to be kept: the HTML is sanitised, the bytes of the attachments are in the file store. */
export type NewMessage = {
  kind: 'reply' | 'note';
  direction: 'in' | 'out' | 'internal';
  author: MessageAuthor;
  /** What it leaves under where that is not the ticket's subject. */
  subject?: string;
  text: string;
  html: string | null;
  /** As written or as sent. `answerTo` of an incoming message is where an answer to it goes: its Reply-To, else its From. */
  recipients: { to: string[]; cc: string[]; answerTo?: string };
  externalId: string | null;
  inboxId: number | null;
  inboundId: number | null;
  channel: string;
  reason: Reason | null;
  verdict: object | null;
  isAutomatic: boolean;
  /** It is older than the desk's connection to where it came from: kept with its own time, nobody is told or answered. */
  isHistory?: boolean;
  /** History so old that nobody waits for an answer: it opens a solved ticket, and reopens none. */
  isSettled?: boolean;
  attachments: NewAttachment[];
  /** The merged ticket (its id) it came by mail for: it goes back with that one when the merge is undone. */
  writtenFor?: number;
  at: Date;
};

export type MessageAuthor =
  | { kind: 'contact'; contactId: number }
  | { kind: 'agent'; agentId: number }
  | { kind: 'rule' | 'system' };

export type NewAttachment = {
  /** Where the file had one before it belonged to a message. */
  uuid?: string;
  name: string;
  contentType: string;
  size: number;
  fileHash: string;
  contentId: string | null;
  isInline: boolean;
};

/** What became of it: ids for the rooms, uuids and the number for the world. */
export type FiledMessage = {
  ticketId: number;
  ticketUuid: string;
  number: number;
  messageId: number;
  messageUuid: string;
};
