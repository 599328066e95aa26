import type { Message } from '../../../contract/messages.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { NewMessage } from '../commands/new-message.ts';

/** A message as the database answers: JSON already in the wire's shape where that is possible. */
export type MessageRecord = Omit<Message, 'dueAt' | 'createdAt' | 'to' | 'cc' | 'attachments'> & {
  dueAt: Date | null;
  createdAt: Date;
  recipients: { to?: string[]; cc?: string[] };
  attachments: Omit<Message['attachments'][number], 'url'>[];
};

export function toMessage({ recipients, attachments, ...record }: MessageRecord): Message {
  return {
    ...record,
    dueAt: record.dueAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
    to: recipients.to ?? [],
    cc: recipients.cc ?? [],
    attachments: attachments.map((attachment) => ({ ...attachment, url: attachmentUrl(attachment.id) })),
  };
}

export function attachmentUrl(attachmentId: string): string {
  return `/api/attachments/${attachmentId}`;
}

type JustWritten = {
  actor: AgentActor;
  message: NewMessage;
  messageUuid: string;
  dueAt?: Date;
  deliveryUuid?: string;
};

/** What an agent wrote a moment ago, as a second look would show it; reading it again would be one more statement. */
export function justWritten({ actor, message, messageUuid, dueAt, deliveryUuid }: JustWritten): Message {
  return toMessage({
    id: messageUuid,
    kind: message.kind,
    direction: message.direction,
    state: dueAt ? 'waiting' : 'posted',
    dueAt: dueAt ?? null,
    author: { kind: 'agent', contact: null, agent: { id: actor.uuid, name: actor.name, email: actor.email } },
    channel: message.channel,
    text: message.text,
    hasHtml: message.html !== null,
    recipients: message.recipients,
    attachments: message.attachments.map(({ uuid = '', name, contentType, size, isInline }) => ({
      id: uuid,
      name,
      contentType,
      size,
      isInline,
    })),
    isAutomatic: message.isAutomatic,
    reason: null,
    verdict: null,
    writtenIn: null,
    delivery: deliveryUuid ? { id: deliveryUuid, state: 'queued', error: null } : null,
    createdAt: message.at,
  });
}
