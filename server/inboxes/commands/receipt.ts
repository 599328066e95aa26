import type { EventType } from '../../../domain/events.ts';
import type { Fate, ParsedInbound } from '../../channels/channel.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readReturnToken } from '../reply-token.ts';
import {
  insertSplit,
  isRecipient,
  type LockedDelivery,
  lockDelivery,
  lockDeliveryByExternalId,
  settleDelivery,
  suppress,
  without,
} from '../store/deliveries.ts';
import { type InboundRow, markReceipt, takeForFiling } from '../store/inbound.ts';
import type { Filed } from './mail.ts';
import { tellDelivery } from './tell-delivery.ts';

type Receipt = Extract<ParsedInbound, { kind: 'receipt' }>;

/**
 * News of something we sent belongs to that delivery: it opens no ticket, writes no message and sets nothing off by mail.
 * News of something we never sent is kept, and changes nothing.
 */
export function receiveReceipt(p: Platform, row: InboundRow, receipt: Receipt): Promise<Filed> {
  return transaction(p.db, async (tx) => {
    const taken = await takeForFiling(tx, { ids: [row.id], keys: [], at: p.clock.now() });
    if (taken === 0) return 'gone';
    await markReceipt(tx, row.id, receipt.fates[0]?.state ?? 'delivered');
    for (const fate of receipt.fates) await note(tx, p, { receipt, fate });
    return 'filed';
  });
}

const types: Record<Fate['state'], EventType> = {
  bounced: 'delivery.bounced',
  failed: 'delivery.failed',
  delivered: 'delivery.updated',
  read: 'delivery.updated',
};

type News = { receipt: Receipt; fate: Fate };

async function note(tx: Tx, p: Platform, news: News): Promise<void> {
  const { receipt, fate } = news;
  const delivery = await deliveryOf(tx, p, news);
  if (delivery === null || waits(delivery)) return;
  const address = fate.address ?? onlyRecipient(delivery);
  // Who knows the id of one mail could name anybody's address: only those it went to are marked.
  const isTheirs = address !== null && isRecipient(delivery.recipients, address);
  if (isTheirs) return settle(tx, p, { delivery: await alone(tx, p, { delivery, address }), fate, address });
  // It may be theirs by another name, as where mail is sent on; not where the same report tells of others by theirs.
  if (receipt.fates.length === 1) await settle(tx, p, { delivery, fate, address: null });
}

type Settling = { delivery: LockedDelivery; fate: Fate; address: string | null };

async function settle(tx: Tx, p: Platform, { delivery, fate, address }: Settling): Promise<void> {
  const { state, reason } = fate;
  if (delivery.state === state) return;
  const isRefused = types[state] !== 'delivery.updated';
  await settleDelivery(tx, delivery.id, { state, last_error: isRefused ? reason : null });
  if (state === 'bounced' && address !== null) await suppress(tx, address, reason);
  const values = { address: address ?? fate.address, response: reason };
  const draft = { type: types[state], reason: { code: `delivery_${state}`, values }, details: { state } };
  await tellDelivery(tx, p, { delivery, draft });
}

/** One of several recipients goes on alone: what became of the others is another matter, and a retry must not reach them again. */
async function alone(tx: Tx, p: Platform, one: { delivery: LockedDelivery; address: string }): Promise<LockedDelivery> {
  const { delivery, address } = one;
  if (onlyRecipient(delivery) !== null) return delivery;
  const recipients = { to: [address], cc: [] };
  const split = await insertSplit(tx, delivery, { recipients, at: p.clock.now() });
  const rest = without(delivery.recipients, [address]);
  await settleDelivery(tx, split.id, { sent_at: delivery.sentAt });
  await settleDelivery(tx, delivery.id, { recipients: JSON.stringify(rest) });
  return split;
}

/**
 * The address it came back to names the delivery, or a Message-ID of ours, which nobody can make up either; where that
 * delivery went to several, the recipient may be in another one by now.
 */
async function deliveryOf(tx: Tx, p: Platform, { receipt, fate }: News): Promise<LockedDelivery | null> {
  const token = receipt.token ? readReturnToken(p.secrets, receipt.token) : null;
  const named = token === null ? null : await lockDelivery(tx, { id: token.deliveryId });
  const { address } = fate;
  if (named !== null && (address === null || isRecipient(named.recipients, address))) return named;
  const externalId = named?.externalId ?? (token === null ? receipt.externalId : null);
  return externalId === null ? named : lockDeliveryByExternalId(tx, { externalId, address, otherwise: named });
}

/** Nothing comes back of what has not left: such news is of an earlier attempt, or made up. */
function waits({ state, attempts }: LockedDelivery): boolean {
  return state === 'cancelled' || (state === 'queued' && attempts === 0);
}

function onlyRecipient({ recipients: { to, cc } }: LockedDelivery): string | null {
  const all = [...to, ...cc];
  return all.length === 1 ? (all[0] ?? null) : null;
}
