import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, isSameNumber, mergeValues, type PersonValues, undoValues } from './contact-merge.ts';
import type { FieldChanges } from './events.ts';

describe('what becomes of the values of two contacts', () => {
  const carla = { name: 'Carla Souza', language: 'pt-BR', notes: 'Calls at noon.', 'field:plan': null };
  const other = { name: 'C. Souza', language: null, notes: 'Owns two ovens.', 'field:plan': 'gold' };

  test('the one that stays keeps its own and gets what it lacks', () => {
    const changes = changesOf(mergeValues(carla, other, []));
    expect(changes).toEqual({
      notes: ['Calls at noon.', 'Calls at noon.\n\nOwns two ovens.'],
      'field:plan': [null, 'gold'],
    });
  });

  test('where both have one, the agent chooses', () => {
    expect(mergeValues(carla, other, []).find(({ name }) => name === 'name')).toMatchObject({ isConflict: true });
    expect(changesOf(mergeValues(carla, other, ['name']))).toMatchObject({ name: ['Carla Souza', 'C. Souza'] });
  });

  test('an undo gives back what was there, and leaves what somebody wrote since', () => {
    const changes = { name: ['Carla Souza', 'C. Souza'], language: [null, 'en'] } as const;
    const now = { name: 'C. Souza', language: 'es' };
    expect(undoValues(changes, now, [])).toEqual({ changes: { name: ['C. Souza', 'Carla Souza'] }, later: [] });
  });

  test('undone before a later merge, the later one stands and found what was there before', () => {
    const later = [{ id: 7, changes: { name: ['B', 'C'] } as FieldChanges }];
    expect(undoValues({ name: ['A', 'B'] }, { name: 'C' }, later)).toEqual({
      changes: {},
      later: [{ id: 7, changes: { name: ['A', 'C'] } }],
    });
  });
});

type Contact = {
  values: PersonValues;
  merges: { id: number; from: number; changes: FieldChanges }[];
  into: number | null;
};

test('after any history of merges, when all are undone in any order, everybody has the values they began with', () => {
  const contacts = [0, 1, 2, 3];
  const one = fc.constantFrom(...contacts);
  const step = fc.record({
    from: one,
    into: one,
    taken: fc.subarray(['name', 'language', 'field:plan']),
    undo: fc.boolean(),
  });
  const value = fc.constantFrom('a', 'b', 'c', null);
  const person = fc.record({
    name: value,
    language: value,
    'field:plan': value,
    notes: fc.constantFrom(null, 'x', 'y'),
  });
  fc.assert(
    fc.property(
      fc.tuple(person, person, person, person),
      fc.array(step, { maxLength: 25 }),
      fc.shuffledSubarray(contacts, { minLength: 4 }),
      (begun, steps, order) => {
        const desk: Contact[] = begun.map((values) => ({ values, merges: [], into: null }));
        let id = 0;
        for (const { from, into, taken, undo } of steps) {
          if (undo) undoMerge(desk, from);
          else merge(desk, { id: ++id, from, into, taken });
        }
        for (const from of order) undoMerge(desk, from);
        expect(desk.map(({ values }) => values)).toEqual(begun);
      },
    ),
  );
});

type Merge = { id: number; from: number; into: number; taken: string[] };

function merge(desk: Contact[], { id, from, into, taken }: Merge): void {
  const [gone, kept] = [desk[from] as Contact, desk[into] as Contact];
  if (from === into || gone.into !== null || kept.into !== null) return;
  const changes = changesOf(mergeValues(kept.values, gone.values, taken));
  kept.values = applied(kept.values, changes);
  kept.merges.push({ id, from, changes });
  gone.into = into;
}

function undoMerge(desk: Contact[], from: number): void {
  const gone = desk[from] as Contact;
  if (gone.into === null) return;
  const kept = desk[gone.into] as Contact;
  const at = kept.merges.findIndex((one) => one.from === from);
  const [undone] = kept.merges.splice(at, 1);
  const { changes, later } = undoValues(undone?.changes ?? {}, kept.values, kept.merges.slice(at));
  kept.values = applied(kept.values, changes);
  for (const { id, changes: found } of later) {
    const other = kept.merges.find((one) => one.id === id);
    if (other) other.changes = found;
  }
  gone.into = null;
}

function applied(values: PersonValues, changes: FieldChanges): PersonValues {
  return { ...values, ...Object.fromEntries(Object.entries(changes).map(([name, [, to]]) => [name, to])) };
}

test.each([
  ['+55 11 91234-5678', '11912345678', true],
  ['+5511912345678', '011 91234-5678', true],
  ['+5511912345678', '+5521912345678', false],
  ['1234567', '1234567', false],
])('%s and %s are one number: %s', (one, other, isSame) => {
  expect(isSameNumber(one, other)).toBe(isSame);
});
