import { isUnavailable } from '../../../domain/errors.ts';
import type { Arrival } from '../../channels/channel.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { largestInOnePiece } from '../../platform/threads/shared-memory.ts';
import { type Filing, filingOf } from '../arrivals.ts';
import { storable, storableText } from '../storable.ts';
import { insertInbound, type KeptInbound, type NewInbound } from '../store/inbound.ts';

// Storing what came in, before anything is acknowledged. Nothing here reads the bytes: what they say is found out later,
// from the stored row, as often as needed.

export type Keep = (arrival: Arrival) => Promise<{ id: string; isNew: boolean }>;

type Waiting = { row: NewInbound; resolve(kept: KeptInbound): void; reject(error: unknown): void };
const largestBatch = 64;

/**
 * Resolves when bytes and row are on disk. Those who come while a commit is under way share the next one, so many
 * senders at once cost few commits and a lone one waits for nobody.
 */
export function keeper(p: Platform): Keep {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function write(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, largestBatch);
      await writeTogether(p, batch).catch((error: unknown) => writeEach(p, batch, error));
    }
    isWriting = false;
  }

  const store = (row: NewInbound) =>
    new Promise<KeptInbound>((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (!isWriting) void write();
    });

  return async (arrival) => {
    const { hash, size } = await p.files.put(arrival.bytes);
    const row = rowOf(arrival, { hash, size, at: p.clock.now() });
    const filing = filingOf(p);
    if (filing?.reserve()) return storeAndHandOver(filing, { row, arrival, store });
    const { uuid, isNew } = await store(row);
    if (isNew) filing?.wake();
    return { id: uuid, isNew };
  };
}

type Handing = { row: NewInbound; arrival: Arrival; store(row: NewInbound): Promise<KeptInbound> };

async function storeAndHandOver(filing: Filing, { row, arrival, store }: Handing) {
  const kept = await store({ ...row, leaseMs: filing.leaseMs }).catch((error: unknown) => {
    filing.free();
    throw error;
  });
  if (kept.id === null) filing.free();
  else {
    // Larger mail stands in memory that was lent to the door and goes back: the filer reads it from the store.
    const bytes = row.size <= largestInOnePiece ? arrival.bytes : null;
    filing.take({ row: { ...row, id: kept.id, attempts: 0 }, bytes });
  }
  return { id: kept.uuid, isNew: kept.isNew };
}

async function writeTogether(p: Platform, batch: readonly Waiting[]): Promise<void> {
  const rows = batch.map(({ row }) => row);
  const kept = await insertInbound(p.db, rows);
  for (const [index, one] of batch.entries()) one.resolve(kept[index] as KeptInbound);
}

/** Tried alone, so that one that cannot be stored refuses only itself; with the database away nobody is tried again. */
async function writeEach(p: Platform, batch: readonly Waiting[], error: unknown): Promise<void> {
  const isHopeless = batch.length === 1 || isUnavailable(error);
  for (const one of batch) {
    if (isHopeless) one.reject(error);
    else await writeTogether(p, [one]).catch(one.reject);
  }
}

function rowOf(arrival: Arrival, stored: { hash: string; size: number; at: Date }): NewInbound {
  return {
    uuid: newId(),
    inboxId: arrival.inboxId,
    key: arrival.key,
    externalId: arrival.externalId === null ? null : storableText(arrival.externalId).slice(0, 998),
    envelope: storable(noted(arrival)),
    fileHash: stored.hash,
    size: stored.size,
    receivedAt: arrival.receivedAt ?? stored.at,
    leaseMs: 0,
  };
}

/** What the filer must know of it beside its bytes. */
function noted({ envelope, isHistory, incomplete }: Arrival): Record<string, unknown> {
  return { ...envelope, ...(isHistory && { isHistory }), ...(incomplete !== undefined && { incomplete }) };
}
