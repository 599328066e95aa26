import type { Message } from '../../contract/messages.ts';
import type { HistoryEntry } from '../../contract/tickets.ts';

type ThreadItem =
  | { kind: 'message'; at: string; message: Message }
  | { kind: 'history'; at: string; id: string; entries: HistoryEntry[] };

/** What the messages themselves already show. */
const shownByMessages = new Set([
  'message.received',
  'message.sent',
  'message.noted',
  'delivery.sent',
  'delivery.updated',
]);

/** Messages and events (which come newest first) in the order they happened; events that follow each other share one row. */
export function threadItems(messages: Message[], history: HistoryEntry[]): ThreadItem[] {
  const events = [...history]
    .reverse()
    .filter((entry) => !shownByMessages.has(entry.type))
    .map((entry): ThreadItem => ({ kind: 'history', at: entry.at, id: entry.id, entries: [entry] }));
  const said = messages.map((message): ThreadItem => ({ kind: 'message', at: message.createdAt, message }));
  const inOrder = [...said, ...events].sort(
    (a, b) => a.at.localeCompare(b.at) || Number(isOpening(b)) - Number(isOpening(a)),
  );
  const items: ThreadItem[] = [];
  for (const item of inOrder) {
    const last = items.at(-1);
    if (item.kind === 'history' && last?.kind === 'history') last.entries.push(...item.entries);
    else items.push(item);
  }
  return items;
}

/** A ticket opens before its first message is said, though both happened at one instant. */
function isOpening(item: ThreadItem): boolean {
  return item.kind === 'history' && item.entries[0]?.type === 'ticket.opened';
}
