import { AppError, isUnavailable } from '../../../domain/errors.ts';
import type {
  Channel,
  ComposedMessage,
  InboxOnTheWire,
  RefusedRecipient,
  SendReceipt,
} from '../../channels/channel.ts';
import { transaction } from '../../platform/database/database.ts';
import { SendError } from '../../platform/mail/send-error.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { channelOf, onTheWire } from '../channels.ts';
import { inboxById } from '../reads/inboxes.ts';
import {
  insertSplit,
  type LockedDelivery,
  lockDelivery,
  nameMessage,
  settleDelivery,
  suppress,
  suppressed,
  without,
} from '../store/deliveries.ts';
import { composeDelivery } from './compose.ts';
import { postOf } from './post.ts';
import { tellDelivery } from './tell-delivery.ts';

// Sending what was written. A delivery is queued in the commit of its message; here it becomes sent, or says why not.
// An agent's reply is sent at least once, always under the same id; automatic mail at most once.

type Ready = { delivery: LockedDelivery; channel: Channel; inbox: InboxOnTheWire<unknown>; composed: ComposedMessage };

/** Minutes before the next attempt; the last one repeats. Together a little over two days. */
const backOff = [1, 3, 10, 30, 60, 120, 240];
const mostAttempts = 19;

export async function deliverLater(tx: Tx, p: Platform, due: { id: number; at: Date | null }): Promise<void> {
  const when = due.at === null ? {} : { runAt: due.at };
  await p.jobs.add(tx, 'deliver-message', { id: due.id }, { key: `deliver-message:${due.id}`, ...when });
}

/** The job: safe to run twice. What happens between `take` and `settle` may happen again, under the same id. */
export async function deliver(p: Platform, id: number): Promise<void> {
  const ready = await take(p, id);
  if (ready === null) return;
  const outcome = await attempt(p, ready);
  await settle(p, ready, outcome);
}

/** Marks the delivery as being sent, its id and bytes fixed. Null when there is nothing to send (any more). */
async function take(p: Platform, id: number): Promise<Ready | null> {
  const prepared = await transaction(p.db, async (tx) => {
    const delivery = await lockDelivery(tx, { id });
    if (delivery === null) return null;
    if (delivery.state === 'sending' && delivery.isAutomatic) return hold(tx, p, delivery);
    if (delivery.state !== 'queued' && delivery.state !== 'sending') return null;
    return delivery;
  });
  return prepared === null ? null : makeReady(p, prepared);
}

/** Nobody knows whether a machine's mail left before the desk was stopped: it is not sent twice, a person decides. */
async function hold(tx: Tx, p: Platform, delivery: LockedDelivery): Promise<null> {
  await settleDelivery(tx, delivery.id, {
    state: 'held',
    last_error: 'The desk was stopped while this was being sent.',
  });
  const draft = {
    type: 'delivery.updated' as const,
    reason: { code: 'delivery_held', values: {} },
    details: { state: 'held' },
  };
  await tellDelivery(tx, p, { delivery, draft });
  return null;
}

async function makeReady(p: Platform, delivery: LockedDelivery): Promise<Ready | null> {
  try {
    const channel = channelOf(delivery.channel);
    const inbox = onTheWire(p, await inboxById(p, delivery.inboxId));
    const composed = await composeDelivery(p, { delivery, channel, inbox });
    const { hash } = await p.files.put(composed.bytes);
    const recipients = await transaction(p.db, (tx) => markSending(tx, p, { delivery, composed, hash }));
    return recipients.length > 0 ? { delivery, channel, inbox, composed: { ...composed, recipients } } : null;
  } catch (error) {
    if (isUnavailable(error)) throw error;
    const response = error instanceof Error ? error.message : String(error);
    await transaction(p.db, (tx) => fail(tx, p, { delivery, code: codeOf(error), response }));
    return null;
  }
}

type Composed = { delivery: LockedDelivery; composed: ComposedMessage; hash: string };

/** Whom it goes to now: nobody where somebody else has it in hand. Addresses held back fail alone; the others get theirs. */
async function markSending(tx: Tx, p: Platform, { delivery, composed, hash }: Composed): Promise<string[]> {
  const current = await lockDelivery(tx, { id: delivery.id });
  if (current?.state !== delivery.state || current.attempts !== delivery.attempts) return [];
  const blocked = await suppressed(tx, composed.recipients);
  const open = composed.recipients.filter((one) => !blocked.includes(one.toLowerCase()));
  const response = `${blocked.join(', ')} bounced earlier. Retry to write there all the same.`;
  if (open.length === 0) {
    await fail(tx, p, { delivery, code: 'address_suppressed', response });
    return [];
  }
  if (blocked.length > 0) {
    const named = { ...current, externalId: composed.externalId, fileHash: hash };
    const held = await insertSplit(tx, named, { recipients: { to: blocked, cc: [] }, at: p.clock.now() });
    await fail(tx, p, { delivery: held, code: 'address_suppressed', response });
  }
  await settleDelivery(tx, delivery.id, {
    state: 'sending',
    attempts: delivery.attempts + 1,
    external_id: composed.externalId,
    file_hash: hash,
    ...(blocked.length > 0 && { recipients: JSON.stringify(without(current.recipients, blocked)) }),
  });
  if (delivery.messageId !== null) await nameMessage(tx, delivery.messageId, composed.externalId);
  return open;
}

type Outcome = { receipt: SendReceipt } | { refusal: { permanent: boolean; response: string } };

async function attempt(p: Platform, { channel, composed, inbox }: Ready): Promise<Outcome> {
  try {
    return { receipt: await channel.send(composed, inbox, postOf(p, inbox.uuid)) };
  } catch (error) {
    if (error instanceof SendError) {
      return { refusal: { permanent: error.permanent, response: error.response || error.message } };
    }
    const response = error instanceof Error ? error.message : String(error);
    return { refusal: { permanent: error instanceof AppError && !isUnavailable(error), response } };
  }
}

/** Only of one's own attempt: who was relieved meanwhile by another worker writes nothing any more. */
async function settle(p: Platform, { delivery }: Ready, outcome: Outcome): Promise<void> {
  await transaction(p.db, async (tx) => {
    const current = await lockDelivery(tx, { id: delivery.id });
    if (current?.state !== 'sending' || current.attempts !== delivery.attempts + 1) return;
    if ('receipt' in outcome) await succeed(tx, p, { delivery: current, ...outcome });
    else await refuse(tx, p, { delivery: current, ...outcome });
  });
}

type Sent = { delivery: LockedDelivery; receipt: SendReceipt };

async function succeed(tx: Tx, p: Platform, { delivery, receipt }: Sent): Promise<void> {
  const { refused, response } = receipt;
  const said = refused.map(({ address }) => address);
  const left = without(delivery.recipients, said);
  await settleDelivery(tx, delivery.id, {
    state: 'sent',
    sent_at: p.clock.now(),
    last_error: null,
    recipients: JSON.stringify(left),
  });
  await tellDelivery(tx, p, { delivery, draft: { type: 'delivery.sent', details: { response, refused: said } } });
  for (const one of refused) await splitOff(tx, p, { delivery, ...one });
}

/** A recipient who was refused alone goes on alone, under the same id and with the same bytes; the others have theirs. */
async function splitOff(tx: Tx, p: Platform, refusal: { delivery: LockedDelivery } & RefusedRecipient): Promise<void> {
  const { delivery, address, permanent, response } = refusal;
  const alone = await insertSplit(tx, delivery, { recipients: { to: [address], cc: [] }, at: p.clock.now() });
  await refuse(tx, p, { delivery: alone, refusal: { permanent, response: response || `${address} was refused.` } });
}

type Refused = { delivery: LockedDelivery; refusal: { permanent: boolean; response: string } };

async function refuse(tx: Tx, p: Platform, { delivery, refusal }: Refused): Promise<void> {
  const { permanent, response } = refusal;
  if (permanent || delivery.attempts >= mostAttempts) {
    return fail(tx, p, { delivery, code: permanent ? 'delivery_refused' : 'delivery_gave_up', response });
  }
  const minutes = backOff[delivery.attempts - 1] ?? backOff.at(-1) ?? 240;
  const at = new Date(p.clock.now().getTime() + minutes * 60_000);
  await settleDelivery(tx, delivery.id, { state: 'queued', next_attempt_at: at, last_error: response });
  await deliverLater(tx, p, { id: delivery.id, at });
}

type Failed = { delivery: LockedDelivery; code: string; response: string };

/** RFC 3463: the mailbox or its domain does not exist. Anything else refused for good may be about this one mail. */
const noSuchMailbox = /\b5\.1\.(1|2|3|6|10)\b/;

async function fail(tx: Tx, p: Platform, { delivery, code, response }: Failed): Promise<void> {
  const [address, ...others] = [...delivery.recipients.to, ...delivery.recipients.cc];
  const isKnown = code === 'delivery_refused' && noSuchMailbox.test(response);
  if (isKnown && address !== undefined && others.length === 0) await suppress(tx, address, response);
  await settleDelivery(tx, delivery.id, { state: 'failed', last_error: response });
  await tellDelivery(tx, p, { delivery, draft: { type: 'delivery.failed', reason: { code, values: { response } } } });
}

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : 'delivery_not_composed';
}
