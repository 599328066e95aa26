import { expect, test } from 'vitest';
import { messageIdFor, messageIdsIn, ourMessageIds, plusAddress, splitPlus } from './message-id.ts';

const uuid = '01930000-0000-7000-8000-000000000001';

test('our ids are found again in a text, with token and domain', () => {
  const id = messageIdFor({ token: '1z-2b-abc', uuid, address: 'support@desk.test' });
  expect(id).toBe(`<t.1z-2b-abc.${uuid}@desk.test>`);
  expect(ourMessageIds(`Your mail ${id} to <x@y.test> failed`)).toEqual([id]);
});

test('an address and its token come apart again', () => {
  expect(plusAddress('support@desk.test', '1z-2b-abc')).toBe('support+1z-2b-abc@desk.test');
  expect(splitPlus('support+1z-2b-abc@desk.test')).toEqual({ base: 'support@desk.test', detail: '1z-2b-abc' });
  expect(splitPlus('support@desk.test')).toEqual({ base: 'support@desk.test', detail: null });
  expect(splitPlus('+x@desk.test')).toEqual({ base: '+x@desk.test', detail: null });
});

test.each([
  ['<a@x> <b@y>', ['<a@x>', '<b@y>']],
  ['Your mail of Monday <a@x>', ['<a@x>']],
  ['a@x b@y', ['<a@x>', '<b@y>']],
  ['<a@x', []],
  ['words', []],
])('ids are read from %j', (value, ids) => {
  expect(messageIdsIn(value)).toEqual(ids);
});
