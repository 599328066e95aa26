import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Brought, branchOf, type Merges, pathOf, topOf, undoBringing } from './merge-tree.ts';

describe('where everything stands', () => {
  const chain: Merges = new Map([
    [1, 2],
    [2, 3],
    [4, 2],
  ]);

  test('what was merged twice stands in the last ticket', () => {
    expect(topOf(chain, 1)).toBe(3);
    expect(pathOf(chain, 1)).toEqual([1, 2, 3]);
    expect(topOf(chain, 5)).toBe(5);
  });

  test('with a ticket goes back all that had come to it', () => {
    expect(branchOf(chain, 2).toSorted()).toEqual([1, 2, 4]);
    expect(branchOf(chain, 1)).toEqual([1]);
  });
});

/** A desk as the store keeps it: each message knows where it stands and where it was written, and merges move what stands. */
type Desk = { merges: Map<number, number>; messages: { origin: number; at: number }[] };
type Step =
  | { what: 'merge'; from: number; into: number }
  | { what: 'undo'; ticket: number }
  | { what: 'write'; in: number };

const tickets = [1, 2, 3, 4, 5];
const one = fc.constantFrom(...tickets);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('merge' as const), from: one, into: one }),
    fc.record({ what: fc.constant('undo' as const), ticket: one }),
    fc.record({ what: fc.constant('write' as const), in: one }),
  ),
  { maxLength: 60 },
);

function take(desk: Desk, step: Step): void {
  const { merges, messages } = desk;
  if (step.what === 'write') messages.push({ origin: step.in, at: topOf(merges, step.in) });
  else if (step.what === 'merge') {
    if (step.from === step.into || merges.has(step.from) || merges.has(step.into)) return;
    merges.set(step.from, step.into);
    for (const message of messages) if (message.at === step.from) message.at = step.into;
  } else {
    if (!merges.has(step.ticket)) return;
    const branch = branchOf(merges, step.ticket);
    const top = topOf(merges, step.ticket);
    merges.delete(step.ticket);
    for (const message of messages) if (message.at === top && branch.includes(message.origin)) message.at = step.ticket;
  }
}

test('moving messages step by step keeps the law, in any order of merges, undoings and mail', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const desk: Desk = { merges: new Map(), messages: [] };
      for (const step of history) take(desk, step);
      expect(desk.messages.map(({ at }) => at)).toEqual(desk.messages.map(({ origin }) => topOf(desk.merges, origin)));
    }),
  );
});

test('when all merges are undone, each message is where it was written, whatever the order of undoing', () => {
  fc.assert(
    fc.property(steps, fc.shuffledSubarray(tickets, { minLength: tickets.length }), (history, order) => {
      const desk: Desk = { merges: new Map(), messages: [] };
      for (const step of history) take(desk, step);
      for (const ticket of order) take(desk, { what: 'undo', ticket });
      expect(desk.merges.size).toBe(0);
      expect(desk.messages.every(({ origin, at }) => origin === at)).toBe(true);
      expect(desk.messages).toHaveLength(history.filter(({ what }) => what === 'write').length);
    }),
  );
});

describe('who came by a merge', () => {
  const nobody: Brought = { contactIds: [], agentIds: [], tags: [] };
  const carla: Brought = { ...nobody, contactIds: [7], tags: ['boleto'] };

  test('goes with it', () => {
    expect(undoBringing(carla, [])).toEqual({ lost: carla, inherited: [] });
  });

  test('stays where another merge would have brought them too, and is put down to that one', () => {
    const sibling = { mergeId: 5, has: { ...nobody, contactIds: [7, 8] }, brought: { ...nobody, contactIds: [8] } };
    expect(undoBringing(carla, [sibling])).toEqual({
      lost: { ...nobody, tags: ['boleto'] },
      inherited: [{ ...sibling, brought: { ...nobody, contactIds: [8, 7] } }],
    });
  });

  test('is put down to one other merge alone', () => {
    const has = { ...nobody, contactIds: [7] };
    const siblings = [5, 6].map((mergeId) => ({ mergeId, has, brought: nobody }));
    expect(undoBringing(carla, siblings).inherited).toEqual([{ mergeId: 5, has, brought: has }]);
  });

  test('further up goes only what was lost below', () => {
    const above = { ...carla, contactIds: [7, 9] };
    expect(undoBringing(above, [], { ...nobody, contactIds: [7] }).lost).toEqual({ ...nobody, contactIds: [7] });
  });
});
