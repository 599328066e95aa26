import { expect, test } from 'vitest';
import { mergeWarnings } from './merge-warnings.ts';

const carla = { requester: { id: 'carla' }, organization: { id: 'padaria' }, statusCategory: 'open' };

test.each([
  ['nothing to say of two tickets of one person', carla, []],
  ['somebody else of the same company would read along', { ...carla, requester: { id: 'davi' } }, ['other_requester']],
  [
    'somebody of another company would read along',
    { ...carla, requester: { id: 'mary' }, organization: { id: 'northwind' } },
    ['other_organization'],
  ],
  ['somebody of no company would', { ...carla, requester: { id: 'joao' }, organization: null }, ['other_organization']],
  ['the other one is solved', { ...carla, statusCategory: 'solved' }, ['solved_target']],
])('%s', (_name, into, warnings) => {
  expect(mergeWarnings(carla, into)).toEqual(warnings);
});
