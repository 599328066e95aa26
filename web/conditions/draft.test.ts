import { expect, test } from 'vitest';
import { type Condition, conditionSchema } from '../../domain/conditions/condition.ts';
import { conditionOf, draftOf, keptValue, withoutPart } from './draft.ts';

const urgent: Condition = { field: 'priority', op: 'any_of', value: ['high', 'critical'] };
const ours: Condition = { field: 'awaits_reply', op: 'is', value: true };
const nobodys: Condition = { field: 'assignee', op: 'is_not_set' };

test.each<[string, Condition]>([
  ['every ticket', { all: [] }],
  ['one question', { all: [urgent] }],
  ['groups in groups', { any: [urgent, { all: [ours, nobodys] }] }],
  ['a denied question', { not: urgent }],
  ['none of several', { not: { any: [urgent, ours] } }],
  ['a denial of a denial', { not: { not: urgent } }],
  ['not all of them', { all: [{ not: { all: [urgent, ours] } }] }],
])('%s goes through the form unchanged', (_, condition) => {
  const saved = conditionOf(draftOf(condition));
  expect(saved).toEqual(condition);
  expect(conditionSchema('sql').safeParse(saved).success).toBe(true);
});

test('a question alone becomes a group of one, which means the same', () => {
  expect(conditionOf(draftOf(urgent))).toEqual({ all: [urgent] });
});

test('a value is kept where the next operator can use it', () => {
  expect(keptValue('high', 'many')).toEqual(['high']);
  expect(keptValue(['high', 'low'], 'one')).toBe('high');
  expect(keptValue('forno', 'text')).toBe('forno');
  expect(keptValue(true, 'text')).toBeUndefined();
  expect(keptValue('high', 'none')).toBeUndefined();
});

test('a group whose last condition is taken away holds for every ticket, not for none', () => {
  const group = draftOf({ any: [urgent, ours] });
  const [first, second] = group.parts;
  const one = withoutPart(group, first?.key ?? 0);
  expect(conditionOf(one)).toEqual({ any: [ours] });
  expect(conditionOf(withoutPart(one, second?.key ?? 0))).toEqual({ all: [] });
});
