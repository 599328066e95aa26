import { useSyncExternalStore } from 'react';

/** A stream that opens again at once (a restart, a proxy's time limit) is not worth a word. */
const patience = 2500;

let isLost = false;
let waiting: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export function connectionIs(now: { isLost: boolean }): void {
  clearTimeout(waiting);
  if (now.isLost && !isLost) waiting = setTimeout(() => publish(true), patience);
  if (!now.isLost) publish(false);
}

/** True while the desk cannot be heard: what is shown may be old. */
export function useIsConnectionLost(): boolean {
  return useSyncExternalStore(subscribe, () => isLost);
}

function publish(next: boolean): void {
  isLost = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
