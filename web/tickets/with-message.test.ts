import { expect, test } from 'vitest';
import type { Message } from '../../contract/messages.ts';
import { withMessage } from './with-message.ts';

const message = (id: string) => ({ id }) as Message;
const idsOf = (messages: Message[]) => messages.map(({ id }) => id);

test('a reply is shown at once at the end of the thread', () => {
  expect(idsOf(withMessage([message('a')], message('b')))).toEqual(['a', 'b']);
});

test('a reply that the live stream brought before the desk answered stands there once', () => {
  expect(idsOf(withMessage([message('a'), message('b')], message('b')))).toEqual(['a', 'b']);
});
