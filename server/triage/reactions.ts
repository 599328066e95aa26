import type { Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { correctingEvents, learnFrom } from './commands/answer.ts';
import { triageMessage } from './commands/triage.ts';

/** A person's words are read once they are filed; a machine's, and those from before the desk, are not. */
export const triageReader = (p: Platform): Reader => ({
  name: 'triage',
  types: ['message.received'],
  async react(tx, { messageId, details, actorKind }) {
    if (messageId === null || details.isHistory === true || details.isAutomatic === true) return;
    await triageMessage(tx, p, { messageId, isByContact: actorKind === 'contact' });
  },
});

export const correctionsReader = (): Reader => ({
  name: 'corrections',
  types: correctingEvents,
  react: learnFrom,
});
