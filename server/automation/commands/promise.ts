import type { Platform, Tx } from '../../platform/platform.ts';
import { readPromise } from '../../sla/reads/promised.ts';
import type { More } from '../../tickets/commands/fill-texts.ts';

/** What a text may say of the ticket's promises, in the language it is read in; nothing where nothing is promised. */
export function promiseOf(tx: Tx, p: Platform, ticketId: number): More {
  return async (language) => {
    const promise = await readPromise(tx, { ticketId, metric: 'first_reply', language, now: p.clock.now() });
    const values: Record<string, string> = promise === null ? {} : { 'promise.first_reply': promise };
    return values;
  };
}
