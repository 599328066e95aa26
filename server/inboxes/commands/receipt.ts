import type { EventType } from '../../../domain/events.ts';
import type { ParsedInbound } from '../../channels/channel.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readReturnToken } from '../reply-token.ts';
import {
  isRecipient,
  type LockedDelivery,
  lockDelivery,
  lockDeliveryByExternalId,
  settleDelivery,
  suppress,
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
    await markReceipt(tx, row.id, receipt.state);
    await note(tx, p, receipt);
    return 'filed';
  });
}

const types: Record<Receipt['state'], EventType> = {
  bounced: 'delivery.bounced',
  failed: 'delivery.failed',
  delivered: 'delivery.updated',
  read: 'delivery.updated',
};

async function note(tx: Tx, p: Platform, receipt: Receipt): Promise<void> {
  const delivery = await deliveryOf(tx, p, receipt);
  const { state, reason } = receipt;
  if (delivery === null || delivery.state === state || waits(delivery)) return;

  const address = receipt.address ?? onlyRecipient(delivery);
  const isRefused = types[state] !== 'delivery.updated';
  await settleDelivery(tx, delivery.id, { state, last_error: isRefused ? reason : null });
  // Who knows the id of one mail could name anybody's address: only those it went to are marked.
  const isTheirs = address !== null && isRecipient(delivery.recipients, address);
  if (state === 'bounced' && isTheirs) await suppress(tx, address, reason);
  const values = { address, response: reason };
  const draft = { type: types[state], reason: { code: `delivery_${state}`, values }, details: { state } };
  await tellDelivery(tx, p, { delivery, draft });
}

/** The address it came back to names the delivery; else a Message-ID of ours, which nobody can make up either. */
async function deliveryOf(tx: Tx, p: Platform, receipt: Receipt): Promise<LockedDelivery | null> {
  const named = receipt.token ? readReturnToken(p.secrets, receipt.token) : null;
  if (named !== null) return lockDelivery(tx, { id: named.deliveryId });
  const { externalId, address } = receipt;
  return externalId === null ? null : lockDeliveryByExternalId(tx, { externalId, address });
}

/** Nothing comes back of what has not left: such news is of an earlier attempt, or made up. */
function waits({ state, attempts }: LockedDelivery): boolean {
  return state === 'cancelled' || (state === 'queued' && attempts === 0);
}

function onlyRecipient({ recipients: { to, cc } }: LockedDelivery): string | null {
  const all = [...to, ...cc];
  return all.length === 1 ? (all[0] ?? null) : null;
}
