import { expect, test } from 'vitest';
import type { Message } from '../../contract/messages.ts';
import type { HistoryEntry } from '../../contract/tickets.ts';
import { threadItems } from './thread-items.ts';

const at = (minute: number) => `2026-11-21T09:${String(minute).padStart(2, '0')}:00.000Z`;
const message = (id: string, minute: number) => ({ id, createdAt: at(minute) }) as Message;
const event = (id: string, minute: number, type: string) => ({ id, at: at(minute), type }) as HistoryEntry;

/** The desk gives the history newest first. */
const shown = (messages: Message[], history: HistoryEntry[]) =>
  threadItems(messages, history.reverse()).map((item) =>
    item.kind === 'message' ? item.message.id : item.entries.map(({ id }) => id).join('+'),
  );

test('messages and events stand in the order they happened', () => {
  const history = [event('e1', 1, 'ticket.priority_changed'), event('e3', 3, 'ticket.solved')];
  expect(shown([message('m2', 2), message('m4', 4)], history)).toEqual(['e1', 'm2', 'e3', 'm4']);
});

test('events that follow each other share one row', () => {
  const history = [event('e2', 2, 'ticket.assigned'), event('e3', 3, 'ticket.tags_changed')];
  expect(shown([message('m1', 1), message('m4', 4)], history)).toEqual(['m1', 'e2+e3', 'm4']);
});

test('a ticket opens before its first message, what the message set off comes after it', () => {
  const history = [event('opened', 1, 'ticket.opened'), event('status', 1, 'ticket.status_changed')];
  expect(shown([message('m', 1)], history)).toEqual(['opened', 'm', 'status']);
});

test('what the messages themselves show is not told twice', () => {
  const history = [event('a', 1, 'message.received'), event('b', 2, 'message.sent'), event('c', 3, 'delivery.sent')];
  expect(shown([message('m', 1)], history)).toEqual(['m']);
});
