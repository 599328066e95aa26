import type { Db, Platform } from '../platform/platform.ts';
import type { InboundRow } from './store/inbound.ts';

/** Mail just stored, with its bytes where they are still at hand. */
export type Arrived = { row: InboundRow; bytes: Uint8Array | null };

/**
 * The filer of this process, as the doors of this process know it. A seat reserved before the row is stored lets the row
 * begin under the filer's lease and pass from hand to hand; everything else waits in the table.
 */
export type Filing = { leaseMs: number; reserve(): boolean; free(): void; take(arrived: Arrived): void; wake(): void };

const atWork = new WeakMap<Db, Set<Filing>>();

export function filingStarts(p: Platform, filing: Filing): () => void {
  const known = atWork.get(p.db) ?? new Set();
  atWork.set(p.db, known.add(filing));
  return () => known.delete(filing);
}

export function filingOf(p: Platform): Filing | null {
  return [...(atWork.get(p.db) ?? [])][0] ?? null;
}
