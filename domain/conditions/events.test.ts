import { describe, expect, test } from 'vitest';
import { catalogueWith } from './catalogue.ts';
import { ticket } from './condition.fixture.ts';
import { type Condition, conditionSchema, readCondition } from './condition.ts';
import type { EventFacts } from './facts.ts';
import { holds, prepare } from './holds.ts';
import { subjectOf } from './subject.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const asker = { now, me: null };
const event = (before: EventFacts['before'], after: EventFacts['after'] = {}): EventFacts => ({
  messageText: null,
  before: before ?? {},
  after: after ?? {},
});

describe('what an event did to a ticket', () => {
  const raised = event({ priority: 'medium' }, { priority: 'high' });
  const tagged = event({ tags: ['boleto'] }, { tags: ['boleto', 'vip'] });
  const explained = event({ resolution: null }, { resolution: { cause: 'Fusível', steps: '', outcome: '' } });
  const cases: [string, Condition, EventFacts, boolean][] = [
    ['the priority changed', { field: 'priority', op: 'changed' }, raised, true],
    ['it changed to high', { field: 'priority', op: 'changed_to', value: 'high' }, raised, true],
    ['it changed from medium', { field: 'priority', op: 'changed_from', value: 'medium' }, raised, true],
    ['it did not change to critical', { field: 'priority', op: 'changed_to', value: 'critical' }, raised, false],
    ['high it is, but that was no change', { field: 'priority', op: 'changed_to', value: 'high' }, event({}), false],
    ['the assignee did not change', { field: 'assignee', op: 'changed' }, raised, false],
    ['somebody took it', { field: 'assignee', op: 'changed' }, event({ assignee: null }), true],
    ['a tag was added', { field: 'tags', op: 'gained', value: ['vip'] }, tagged, true],
    ['no tag was taken away', { field: 'tags', op: 'lost', value: ['vip', 'boleto'] }, tagged, false],
    ['the cause was written down', { field: 'resolution_cause', op: 'changed' }, explained, true],
    ['the outcome stayed empty', { field: 'resolution_outcome', op: 'changed' }, explained, false],
    ['the ticket as it is now is asked beside', { field: 'priority', op: 'is', value: 'high' }, tagged, true],
  ];
  test.each(cases)('%s', (...[, condition, happened, answer]) => {
    expect(holds(condition, { ...ticket, event: happened }, asker)).toBe(answer);
  });

  test('cannot be asked of a ticket at rest, nor of all tickets', () => {
    const changed: Condition = { field: 'priority', op: 'changed' };
    expect(() => holds(changed, ticket, asker)).toThrow(/about a ticket/);
    expect(() => prepare(changed, 'event')(subjectOf(ticket, asker))).toThrow(/at rest/);
    expect(conditionSchema('sql').safeParse(changed).success).toBe(false);
  });
});

describe('a field of the desk’s own', () => {
  const catalogue = catalogueWith([
    { key: 'order', type: 'text' },
    { key: 'amount', type: 'number' },
    { key: 'due', type: 'date' },
    { key: 'solution', type: 'choice', choices: [{ key: 'refund' }, { key: 'repair' }] },
    { key: 'parts', type: 'choices', choices: [{ key: 'oven' }, { key: 'door' }] },
    { key: 'paid', type: 'checkbox' },
  ]);
  const filled = {
    ...ticket,
    customFields: { order: 'Nº A-1', amount: 12.5, due: '2026-12-24', solution: 'refund', parts: ['oven'], paid: true },
  };
  const cases: [string, Condition, boolean, boolean][] = [
    ['the order holds a text, whatever its case', { field: 'field:order', op: 'contains', value: 'a-1' }, true, false],
    ['there is no order', { field: 'field:order', op: 'is_not_set' }, false, true],
    ['it costs at least 12.50', { field: 'field:amount', op: 'at_least', value: 12.5 }, true, false],
    ['it is due before Christmas', { field: 'field:due', op: 'before', value: '2026-12-25' }, true, false],
    ['they want their money', { field: 'field:solution', op: 'is', value: 'refund' }, true, false],
    ['it is about no door', { field: 'field:parts', op: 'has_none', value: ['door'] }, true, true],
    ['it was not paid, or nobody said so', { field: 'field:paid', op: 'is', value: false }, false, true],
  ];
  test.each(cases)('%s', (...[, condition, ...answers]) => {
    const asked = [filled, ticket].map((facts) => holds(condition, facts, { ...asker, catalogue }));
    expect(asked).toEqual(answers);
  });

  test('tells of its change', () => {
    const changed: Condition = { field: 'field:solution', op: 'changed_from', value: 'repair' };
    const before = { customFields: { ...filled.customFields, solution: 'repair' } };
    expect(holds(changed, { ...filled, event: event(before) }, { ...asker, catalogue })).toBe(true);
  });

  test.each<[string, Condition]>([
    ['is unknown to a desk without it', { field: 'field:colour', op: 'is_set' }],
    ['takes only its own choices', { field: 'field:solution', op: 'is', value: 'chocolate' }],
    ['takes only values of its type', { field: 'field:amount', op: 'is', value: '12' }],
  ])('%s', (_, condition) => {
    expect(() => readCondition(condition, 'sql', { catalogue })).toThrowError(
      expect.objectContaining({ kind: 'invalid' }),
    );
  });
});

test('a rule is asked by nobody: it cannot speak of "me"', () => {
  const mine: Condition = { not: { field: 'assignee', op: 'any_of', value: ['me'] } };
  expect(readCondition(mine, 'sql')).toEqual(mine);
  expect(() => readCondition(mine, 'sql', { byNobody: true })).toThrow(/asked by nobody/);
});
