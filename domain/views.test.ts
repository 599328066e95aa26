import { describe, expect, test } from 'vitest';
import { type Condition, conditionSchema } from './conditions/condition.ts';
import { onlyActive, onlyDone, systemViews, teamCondition } from './views.ts';

describe('the views of every desk', () => {
  test('there are ten, each named in both languages with words of its own', () => {
    expect(systemViews).toHaveLength(10);
    for (const language of ['en', 'pt-BR'] as const) {
      expect(new Set(systemViews.map(({ name }) => name[language])).size).toBe(10);
    }
    for (const { name } of systemViews) expect(name['pt-BR']).not.toBe(name.en);
  });

  test('each is a condition that can be asked of all tickets', () => {
    for (const { condition } of [
      ...systemViews,
      { condition: teamCondition('01930000-0000-7000-8000-000000000001') },
    ]) {
      expect(conditionSchema('sql').parse(condition)).toEqual(condition);
    }
  });

  test('all but the recently solved hold active tickets only', () => {
    const active = systemViews.filter(({ condition }) => onlyActive(condition));
    expect(active.map(({ slug }) => slug)).toEqual(
      systemViews.map(({ slug }) => slug).filter((slug) => slug !== 'recently-solved'),
    );
    expect(systemViews.filter(({ condition }) => onlyDone(condition)).map(({ slug }) => slug)).toEqual([
      'recently-solved',
    ]);
  });
});

describe('which index a condition may walk', () => {
  const isOpen: Condition = { field: 'status_category', op: 'is', value: 'open' };
  const isClosed: Condition = { field: 'status_category', op: 'is', value: 'closed' };
  const isHigh: Condition = { field: 'priority', op: 'is', value: 'high' };

  test.each<[string, Condition, boolean, boolean]>([
    ['an active category', isOpen, true, false],
    ['a done category', isClosed, false, true],
    ['a mixture', { field: 'status_category', op: 'any_of', value: ['open', 'closed'] }, false, false],
    ['one part of all', { all: [isHigh, isOpen] }, true, false],
    ['one part of any', { any: [isHigh, isOpen] }, false, false],
    ['every part of any', { any: [isOpen, { all: [isOpen, isHigh] }] }, true, false],
    ['no part of any', { any: [] }, false, false],
    ['a denied category', { not: isClosed }, false, false],
    ['all but one category', { field: 'status_category', op: 'is_not', value: 'closed' }, false, false],
    ['another field', isHigh, false, false],
  ])('%s', (_, condition, ...answers) => {
    expect([onlyActive(condition), onlyDone(condition)]).toEqual(answers);
  });
});
