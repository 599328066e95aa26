import { beforeEach, expect, test } from 'vitest';
import {
  choose,
  chooseAll,
  chooseNone,
  chooseTo,
  countChosen,
  currentSelection,
  isChosen,
  ticketsOf,
  toggle,
} from './selection.ts';

const shown = [5, 9, 2, 7, 1];
const selection = currentSelection;
const chosen = () => shown.filter((number) => isChosen(selection(), number));

beforeEach(chooseNone);

test('one goes in and out again', () => {
  toggle('mine', 9);
  expect(chosen()).toEqual([9]);
  toggle('mine', 9);
  expect(chosen()).toEqual([]);
});

test('a range goes from the last one to here, in the order of the list, upwards too', () => {
  toggle('mine', 7);
  chooseTo('mine', 9, shown);
  expect(chosen()).toEqual([9, 2, 7]);
  chooseTo('mine', 1, shown);
  expect(chosen()).toEqual([9, 2, 7, 1]);
});

test('without a beginning a range is the one ticket', () => {
  chooseTo('mine', 2, shown);
  expect(chosen()).toEqual([2]);
});

test('everything in the view but some: what is not loaded yet counts too', () => {
  chooseAll('mine');
  toggle('mine', 2);
  expect(chosen()).toEqual([5, 9, 7, 1]);
  expect(countChosen(selection(), 5_000)).toBe(4_999);
  expect(ticketsOf(selection())).toEqual({ view: 'mine', except: [2] });
  choose('mine', [2], null);
  expect(countChosen(selection(), 5_000)).toBe(5_000);
});

test('another view begins with nothing chosen', () => {
  toggle('mine', 9);
  toggle('all', 2);
  expect(chosen()).toEqual([2]);
  expect(ticketsOf(selection())).toEqual({ numbers: [2] });
});
