import { useSyncExternalStore } from 'react';
import type { BulkInput } from './calls.ts';

/** What is chosen in a list: single tickets, or everything in its view but some. */
export type Selection = {
  /** The view the tickets stand in; another list begins with nothing chosen. */
  view: string;
  isAll: boolean;
  /** Chosen; or, of everything, left out. */
  numbers: ReadonlySet<number>;
  /** Where a range begins. */
  anchor: number | null;
};

const nothing: Selection = { view: '', isAll: false, numbers: new Set(), anchor: null };
let now = nothing;
const listeners = new Set<() => void>();

export function useSelection(): Selection {
  return useSyncExternalStore(subscribe, currentSelection);
}

export function currentSelection(): Selection {
  return now;
}

export function isChosen({ isAll, numbers }: Selection, number: number): boolean {
  return isAll !== numbers.has(number);
}

/** How many are chosen, `total` being all there are in the view. */
export function countChosen({ isAll, numbers }: Selection, total: number): number {
  return isAll ? Math.max(0, total - numbers.size) : numbers.size;
}

/** Puts a ticket in or out; the next range begins here. */
export function toggle(view: string, number: number): void {
  const { isAll, numbers } = of(view);
  const next = new Set(numbers);
  if (!next.delete(number)) next.add(number);
  publish({ view, isAll, numbers: next, anchor: number });
}

/** Chooses all between where the last one was chosen and here, both too, by the order the list shows. */
export function chooseTo(view: string, number: number, shown: readonly number[]): void {
  const before = of(view);
  const from = before.anchor === null ? -1 : shown.indexOf(before.anchor);
  const to = shown.indexOf(number);
  if (from === -1 || to === -1) toggle(view, number);
  else choose(view, shown.slice(Math.min(from, to), Math.max(from, to) + 1), before.anchor);
}

export function choose(view: string, these: readonly number[], anchor: number | null): void {
  const { isAll, numbers } = of(view);
  const next = new Set(numbers);
  for (const number of these) isAll ? next.delete(number) : next.add(number);
  publish({ view, isAll, numbers: next, anchor });
}

export function chooseAll(view: string): void {
  publish({ view, isAll: true, numbers: new Set(), anchor: null });
}

export function chooseNone(): void {
  publish(nothing);
}

/** As the desk is told. */
export function ticketsOf({ view, isAll, numbers }: Selection): BulkInput['tickets'] {
  return isAll ? { view, except: [...numbers] } : { numbers: [...numbers] };
}

function of(view: string): Selection {
  return now.view === view ? now : { ...nothing, view };
}

function publish(next: Selection): void {
  now = !next.isAll && next.numbers.size === 0 ? nothing : next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
