import type { Socket } from 'node:net';
import type pg from 'pg';

/** Longer than any statement may take (`statement_timeout`), so that only a server that is gone is silent for so long. */
const longestSilence = 35_000;

/**
 * Ends a connection that owes an answer and hears nothing. A database whose machine lost its power closes nothing, and TCP
 * alone would wait a quarter of an hour for it.
 */
export function giveUpOnSilence(client: pg.ClientBase, silenceMs = longestSilence): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.setTimeout(silenceMs);
  stream.on('timeout', () => {
    const { readyForQuery } = client as unknown as { readyForQuery: boolean };
    if (!readyForQuery) stream.destroy();
  });
}
