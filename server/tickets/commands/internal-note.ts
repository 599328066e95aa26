import { channelByHand } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { MessageAuthor, NewMessage } from './new-message.ts';

type Said = Pick<NewMessage, 'text' | 'at'> & Partial<Pick<NewMessage, 'html' | 'reason'>>;

/** What is said within the team. It came by no inbox and leaves by none; nobody outside ever reads it. */
export function internalNote(author: MessageAuthor, { text, html = null, reason = null, at }: Said): NewMessage {
  return {
    kind: 'note',
    direction: 'internal',
    author,
    text,
    html,
    recipients: { to: [], cc: [] },
    externalId: null,
    inboxId: null,
    inboundId: null,
    channel: channelByHand(),
    reason,
    verdict: null,
    isAutomatic: author.kind !== 'agent',
    attachments: [],
    at,
  };
}

export function noteAuthorOf(actor: Actor): MessageAuthor {
  if (actor.kind === 'agent') return { kind: 'agent', agentId: actor.id };
  if (actor.kind === 'contact') throw new AppError('forbidden', 'not_allowed', 'A contact writes no notes.');
  return { kind: actor.kind };
}
