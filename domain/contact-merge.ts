import { AppError } from './errors.ts';
import type { FieldChanges } from './events.ts';

// Where things of merged contacts are, is the law of domain/tickets/merge-tree.ts: each at the top of the tree of whose it is.
// Here is what becomes of the values both have: name, language, notes, own fields.

/** What is written down about a person, by name (`name`, `language`, `field:plan` ...) as plain JSON; empty is null. */
export type PersonValues = Readonly<Record<string, unknown>>;

/** One value of two contacts: what each has, and which of them will count. */
export type MergedValue = { name: string; kept: unknown; other: unknown; result: unknown; isConflict: boolean };

/**
 * Each value that one of them has. The one that stays keeps its own and gets what it lacks; where both have one, `taken` names
 * those that the other one's replaces. Notes are joined: nobody wrote them to be thrown away.
 */
export function mergeValues(kept: PersonValues, other: PersonValues, taken: readonly string[]): MergedValue[] {
  const names = [...new Set([...Object.keys(kept), ...Object.keys(other)])];
  return names.flatMap((name) => {
    const [mine, theirs] = [filled(kept[name]), filled(other[name])];
    if (mine === null && theirs === null) return [];
    const isConflict = mine !== null && theirs !== null && !isSame(mine, theirs);
    const result = isConflict ? winner(name, { mine, theirs }, taken) : (mine ?? theirs);
    return [{ name, kept: mine, other: theirs, result, isConflict: isConflict && name !== 'notes' }];
  });
}

function winner(name: string, { mine, theirs }: { mine: unknown; theirs: unknown }, taken: readonly string[]): unknown {
  if (name === 'notes') return `${String(mine)}\n\n${String(theirs)}`;
  return taken.includes(name) ? theirs : mine;
}

/** What a merge makes of the values of the contact that stays. */
export function changesOf(values: readonly MergedValue[]): FieldChanges {
  const changed = values.filter(({ kept, result }) => !isSame(kept, result));
  return Object.fromEntries(changed.map(({ name, kept, result }) => [name, [kept, result] as const]));
}

/** Another merge into the same contact that stands, made later. */
export type LaterMerge = { id: number; changes: FieldChanges };

/** `changes`: what is taken back of the contact's values; `later`: what later merges found from now on. */
export type Undoing = { changes: FieldChanges; later: LaterMerge[] };

/**
 * A merge is undone: each value it changed is again what it was. Where a later merge changed it once more, that one stands, and
 * from now on it found what was there before this one. What somebody wrote since stays.
 */
export function undoValues(changes: FieldChanges, now: PersonValues, later: readonly LaterMerge[]): Undoing {
  const undoing: Undoing = { changes: {}, later: [] };
  for (const [name, [before, after]] of Object.entries(changes)) {
    const next = later.find((merge) => merge.changes[name] !== undefined);
    const found = next?.changes[name];
    if (next && found && isSame(found[0], after)) putDown(undoing, next, { [name]: [before, found[1]] });
    else if (!next && isSame(filled(now[name]), after)) undoing.changes[name] = [after, before];
  }
  return undoing;
}

function putDown(undoing: Undoing, { id, changes }: LaterMerge, change: FieldChanges): void {
  const known = undoing.later.find((one) => one.id === id);
  if (known) known.changes = { ...known.changes, ...change };
  else undoing.later.push({ id, changes: { ...changes, ...change } });
}

/** Refuses what cannot be merged: a contact into itself, one that is merged already, one into a merged one. */
export function checkContactMerge(contact: Mergeable, into: Mergeable): void {
  if (contact.id === into.id)
    throw new AppError('conflict', 'contact_into_itself', 'A contact cannot be merged into itself.');
  if (contact.mergedInto === null && into.mergedInto === null) return;
  throw new AppError('conflict', 'contact_merged', 'One of these contacts was merged already.');
}
type Mergeable = { id: number; mergedInto: number | null };

function filled(value: unknown): unknown {
  return value === undefined || value === '' ? null : value;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const fewestDigits = 8;

/** Are these one number, written with and without the code of country or area? */
export function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [one, other].map((number) => number.replace(/\D/g, '').replace(/^0+/, '')) as [string, string];
  return Math.min(a.length, b.length) >= fewestDigits && (a.endsWith(b) || b.endsWith(a));
}
