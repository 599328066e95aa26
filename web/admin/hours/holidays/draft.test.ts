import { expect, test } from 'vitest';
import type { SourceDay } from '../../../../contract/holidays.ts';
import { countOf, isShown, newSource, sourceBody, withChoice } from './draft.ts';

const day = (key: string, kind: SourceDay['kind']): SourceDay => ({ key, kind, name: key, date: '2026-11-20' });
const days = [day('zumbi', 'public'), day('carnival', 'optional'), day('mothers', 'observance')];
const [zumbi, carnival, mothers] = days as [SourceDay, SourceDay, SourceDay];
const brazil = newSource({ kind: 'country', country: 'BR', region: 'SP', url: null }, { name: 'Brasil', days });

test('a choice is kept only where it differs from what the day is by itself', () => {
  const closed = withChoice(brazil, carnival, 'closed');
  expect(closed.choices).toEqual({ carnival: 'closed' });
  expect(withChoice(closed, carnival, 'as_usual').choices).toEqual({});
  expect(withChoice(brazil, zumbi, 'closed').choices).toEqual({});
  expect(withChoice(brazil, zumbi, [[540, 720]]).choices).toEqual({ zumbi: [[540, 720]] });
});

test('closed and shortened days are counted, the others are not', () => {
  expect(countOf(brazil)).toBe(1);
  expect(countOf(withChoice(withChoice(brazil, zumbi, 'as_usual'), carnival, [[540, 720]]))).toBe(1);
});

test('an observance is shown once somebody chose it', () => {
  expect(days.map((one) => isShown(brazil, one))).toEqual([true, true, false]);
  expect(isShown(withChoice(brazil, mothers, 'closed'), mothers)).toBe(true);
});

test('a new list is sent by what it is, a kept one by its id', () => {
  expect(sourceBody(brazil)).toEqual({ kind: 'country', country: 'BR', region: 'SP', choices: {} });
  const feed = newSource({ kind: 'feed', country: null, region: null, url: 'https://x.example' }, { name: null, days });
  expect([feed.name, sourceBody(feed)]).toEqual([
    'https://x.example',
    { kind: 'feed', url: 'https://x.example', choices: {} },
  ]);
  expect(sourceBody({ ...brazil, id: 'kept' })).toEqual({ id: 'kept', choices: {} });
});
