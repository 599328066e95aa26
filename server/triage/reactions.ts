import type { LoggedEvent, Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { correctingEvents, learnFrom } from './commands/answer.ts';
import { type ToRead, triageMessages } from './commands/triage.ts';

/** A person's words are read once they are filed; a machine's, and those from before the desk, are not. */
export const triageReader = (p: Platform): Reader => ({
  name: 'triage',
  types: ['message.received'],
  batch: 20,
  reactToAll: (tx, events) => triageMessages(tx, p, events.flatMap(toRead)),
});

function toRead({ ticketId, messageId, details, actorKind }: LoggedEvent): ToRead[] {
  if (ticketId === null || messageId === null || details.isHistory === true || details.isAutomatic === true) return [];
  return [{ ticketId, messageId, isByContact: actorKind === 'contact' }];
}

export const correctionsReader = (): Reader => ({
  name: 'corrections',
  types: correctingEvents,
  react: learnFrom,
});
