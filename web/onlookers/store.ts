import { useSyncExternalStore } from 'react';
import type { LiveEvent } from '../../contract/live.ts';

type Told = Extract<LiveEvent, { type: 'onlookers' }>;
export type Onlooker = Told['agents'][number];

const nobody: readonly Onlooker[] = [];
const places = new Map<number, readonly Onlooker[]>();
const listeners = new Set<() => void>();

/** Who is at a ticket just now, as the desk told it. */
export function useOnlookers(number: number): readonly Onlooker[] {
  return useSyncExternalStore(subscribe, () => places.get(number) ?? nobody);
}

export function onlookersAre({ number, agents }: Told): void {
  if (agents.length === 0) places.delete(number);
  else places.set(number, agents);
  publish();
}

/** The stream begins anew and tells it all again. */
export function forgetOnlookers(): void {
  places.clear();
  publish();
}

/** What a tab that opens later has to be told by the one that hears the desk. */
export function allOnlookers(): Told[] {
  return [...places].map(([number, agents]) => ({ type: 'onlookers', number, agents: [...agents] }));
}

function publish(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
