import { createHash } from 'node:crypto';
import { normaliseIdentity } from '../../../domain/contacts.ts';
import type { Threading } from '../../../domain/threading.ts';
import type { InboundMessage, Person } from '../../channels/channel.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import type { NewMessage } from '../../tickets/commands/new-message.ts';
import { channelOf } from '../channels.ts';
import type { ThreadClues } from '../reads/thread-facts.ts';
import { readReplyToken, readReturnToken } from '../reply-token.ts';
import type { Prepared } from './prepare.ts';

/** filed: done. waits: it names a mail that is not filed yet. gone: somebody else filed or discarded it. */
export type Filed = 'filed' | 'waits' | 'gone';

/** A mail on its way into a ticket. `isKnown` is false where nobody is named as its sender. */
export type Mail = { prepared: Prepared; message: InboundMessage; sender: { person: Person; isKnown: boolean } };

/** Mail that names no sender is still a request: each such sender is somebody of their own, with no standing anywhere. */
export function mailOf(prepared: Prepared, message: InboundMessage): Mail {
  const { from } = message;
  const value = from === null ? null : normaliseIdentity(from.kind, from.value);
  if (from !== null && value !== null)
    return { prepared, message, sender: { person: { ...from, value }, isKnown: true } };
  const person: Person = { kind: 'external', value: `unknown:${prepared.row.uuid}`, name: from?.name ?? '' };
  return { prepared, message, sender: { person, isKnown: false } };
}

const mostReferences = 50;
const places = { signed_address: 'reply address', our_message_id: 'message id' } as const;

export function cluesOf({ prepared, message, sender }: Mail, secrets: Secrets): ThreadClues {
  const { hints, externalId } = message;
  const named = [...new Set(hints.references)].filter((id) => id !== externalId && id.length <= 998);
  const references = named.length > mostReferences ? [named[0] ?? '', ...named.slice(1 - mostReferences)] : named;
  const read = (words: readonly string[], signal: keyof typeof places) =>
    words.flatMap((word) => {
      const token = readReplyToken(secrets, places[signal], word);
      return token === null ? [] : [{ token, signal, evidence: word }];
    });
  // A machine that answers where undeliverable mail comes back to: which ticket is all it needs.
  const machines = (words: readonly string[]) =>
    (message.automatic.is ? words : []).flatMap((word) => {
      const token = readReturnToken(secrets, word);
      return token === null ? [] : [{ token, signal: 'signed_address' as const, evidence: word }];
    });
  return {
    inboundId: prepared.row.id,
    sender: { kind: sender.person.kind, value: sender.person.value },
    externalId,
    references,
    ticketNumbers: hints.ticketNumbers.filter((number) => Number.isSafeInteger(number)).slice(0, 10),
    tokens: [...read(hints.tokens, 'signed_address'), ...read(references, 'our_message_id'), ...machines(hints.tokens)],
    talksIn: talks(prepared) && sender.isKnown ? prepared.inbox.id : null,
  };
}

/** In talk without threads everything one person says in an inbox belongs together, until their ticket is closed. */
export function talks({ inbox }: Prepared): boolean {
  return channelOf(inbox.channel).can.threads === 'sender';
}

/** One lock per Message-ID that this mail is or names, in one order for all: mails of one thread are filed one by one. So is what one person says in talk. */
export function threadKeys(mails: readonly ThreadClues[]): string[] {
  const ids = mails.flatMap(({ externalId, references, talksIn, sender }) => [
    ...references,
    ...(externalId === null ? [] : [externalId]),
    ...(talksIn === null ? [] : [`${talksIn} ${sender.kind} ${sender.value}`]),
  ]);
  const keys = ids.map((id) => createHash('sha256').update(`thread ${id}`).digest().readBigInt64BE());
  return [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)).map(String);
}

/**
 * The mail as a message. In a ticket that exists, Reply-To counts only where somebody vouches for the sender: a forged mail
 * would lead the next answer, with what it says, to whoever forged it.
 */
export function newMessage({ prepared, message }: Mail, by: { contactId: number; threading: Threading }): NewMessage {
  const { row, inbox } = prepared;
  const isHistory = row.envelope.isHistory === true;
  const isTrusted = by.threading.ticket === null || message.verdict.status === 'verified';
  const answerTo = (isTrusted ? message.replyTo?.value : undefined) ?? message.from?.value;
  return {
    kind: 'reply',
    direction: 'in',
    author: { kind: 'contact', contactId: by.contactId },
    text: message.text,
    html: prepared.html,
    recipients: {
      to: message.to.map(({ value }) => value),
      cc: message.cc.map(({ value }) => value),
      ...(answerTo === undefined ? {} : { answerTo }),
    },
    externalId: message.externalId,
    inboxId: inbox.id,
    inboundId: row.id,
    channel: inbox.channel,
    reason: by.threading.reason,
    verdict: message.verdict,
    isAutomatic: message.automatic.is,
    ...(isHistory && { isHistory, isSettled: Date.now() - row.receivedAt.getTime() > settledAfterMs }),
    attachments: prepared.attachments,
    at: row.receivedAt,
  };
}

const settledAfterMs = 30 * 86_400_000;

/** A list shows subjects: where there is none, the first words stand for it. */
export function subjectOf({ subject, text }: InboundMessage): string {
  const written = (subject ?? '').replace(/\s+/g, ' ').trim();
  if (written !== '') return written.slice(0, 998);
  const firstLine = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return firstLine.trim().slice(0, 120) || '—';
}
