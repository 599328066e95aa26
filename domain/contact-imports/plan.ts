import { fieldName } from '../fields/field.ts';
import { fold } from '../text.ts';
import type { ReadRow, RowProblem } from './read-row.ts';

/** A contact of the desk, as far as a row may change it. `identities` are written by `identityKey`. */
export type KnownPerson = {
  id: number;
  name: string;
  organization: string | null;
  language: string | null;
  notes: string;
  fields: Readonly<Record<string, unknown>>;
  identities: readonly string[];
};

/** The contacts that rows may be about, by what they are known by (`identityKey`, `taxKey`). */
export type Known = { people: ReadonlyMap<number, KnownPerson>; owners: ReadonlyMap<string, number> };

/** What a row would do. `changes` names the values that an update gives: `name`, `email`, `field:plan` ... */
export type RowPlan =
  | { outcome: 'new' }
  | { outcome: 'changed'; personId: number; changes: string[] }
  | { outcome: 'same'; personId: number }
  | { outcome: 'error'; problems: RowProblem[] };

export function identityKey({ kind, value }: { kind: string; value: string }): string {
  return `${kind}:${value}`;
}

/** A CPF names one person. A CNPJ names a company, in which many may work: it is no key. */
export function taxKey(fieldKey: string, value: unknown): string | null {
  return typeof value === 'string' && /^\d{11}$/.test(value) ? `tax:${fieldKey}:${value}` : null;
}

/** All that the person of a row is known by. `taxFields`: the keys of own fields that hold tax ids. */
export function keysOf(row: ReadRow, taxFields: readonly string[]): string[] {
  const taxKeys = taxFields.flatMap((key) => taxKey(key, row.fields[key]) ?? []);
  return [...row.identities.map(identityKey), ...taxKeys];
}

type Placed = { place: number; read: ReadRow | { problems: RowProblem[] } };
type World = { known: Known; taxFields: readonly string[] };

/** What each row would do, in the order of the file: a person that an earlier row tells of is not told of twice. */
export function planRows(rows: readonly Placed[], world: World): (RowPlan & { place: number })[] {
  const told = new Map<string, number>();
  return rows.map(({ place, read }) => {
    if ('problems' in read) return { place, outcome: 'error', problems: read.problems };
    const keys = keysOf(read, world.taxFields);
    const repeated = keys.find((key) => told.has(key));
    if (repeated !== undefined) return { place, outcome: 'error', problems: [repetition(repeated, told)] };
    const plan = planRow(read, world);
    if (plan.outcome !== 'error') for (const key of keys) told.set(key, place);
    return { place, ...plan };
  });
}

function repetition(key: string, told: ReadonlyMap<string, number>): RowProblem {
  return { code: 'repeated', values: { row: String(told.get(key)), value: valueIn(key) } };
}

/** What one row would do to the contacts there are. */
export function planRow(row: ReadRow, { known, taxFields }: World): RowPlan {
  const keys = keysOf(row, taxFields).filter((key) => known.owners.has(key));
  const owners = [...new Set(keys.map((key) => known.owners.get(key) as number))];
  const [person] = owners.flatMap((id) => known.people.get(id) ?? []);
  if (person === undefined) return { outcome: 'new' };
  if (owners.length > 1) return { outcome: 'error', problems: [twoPeople(owners, known)] };
  if (isNumberOfAnother(row, person, keys)) {
    const values = { value: valueIn(keys[0] ?? ''), name: person.name };
    return { outcome: 'error', problems: [{ code: 'number_of_another', values }] };
  }
  const changes = changesTo(person, row);
  if (changes.length === 0) return { outcome: 'same', personId: person.id };
  return { outcome: 'changed', personId: person.id, changes };
}

function twoPeople(owners: readonly number[], { people }: Known): RowProblem {
  const [one = '', other = ''] = owners.map((id) => people.get(id)?.name ?? '');
  return { code: 'two_people', values: { one, other } };
}

/** Colleagues share a number, and nobody shares an address: with nothing but the number in common they are two people. */
function isNumberOfAnother(row: ReadRow, person: KnownPerson, keys: readonly string[]): boolean {
  const isNumber = (key: string) => key.startsWith('phone:') || key.startsWith('whatsapp:');
  const hasOtherAddress = person.identities.some((key) => key.startsWith('email:'));
  return keys.every(isNumber) && hasOtherAddress && row.identities.some(({ kind }) => kind === 'email');
}

function changesTo(person: KnownPerson, row: ReadRow): string[] {
  const differs = (mine: string | null, theirs: string | null) => theirs !== null && mine !== theirs;
  const folded = (text: string | null) => (text === null ? null : fold(text));
  const plain = [
    ['name', differs(person.name, row.name)],
    ['organization', differs(folded(person.organization), folded(row.organization))],
    ['language', differs(person.language, row.language)],
    ['notes', differs(person.notes, row.notes)],
  ] as const;
  const added = row.identities.filter((one) => !person.identities.includes(identityKey(one))).map(({ kind }) => kind);
  const own = Object.entries(row.fields).filter(
    ([key, value]) => JSON.stringify(person.fields[key]) !== JSON.stringify(value),
  );
  return [
    ...plain.filter(([, isChanged]) => isChanged).map(([name]) => name),
    ...new Set(added),
    ...own.map(([key]) => fieldName(key)),
  ];
}

function valueIn(key: string): string {
  return key.replace(/^(tax:[^:]*|[^:]*):/, '');
}
