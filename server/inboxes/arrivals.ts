import type { Db, Platform } from '../platform/platform.ts';

/** Mail that was just stored, told to the filer of the same process; other processes find it by polling. */
const listeners = new WeakMap<Db, Set<() => void>>();

export function onArrival(p: Platform, listener: () => void): () => void {
  const known = listeners.get(p.db) ?? new Set();
  listeners.set(p.db, known.add(listener));
  return () => known.delete(listener);
}

export function tellArrival(p: Platform): void {
  for (const listener of listeners.get(p.db) ?? []) listener();
}
