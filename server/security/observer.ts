import { isUnavailable } from '../../domain/errors.ts';
import { asAppError } from '../platform/database/database-errors.ts';
import type { Platform } from '../platform/platform.ts';
import { insertObservations, type Observation } from './store/observations.ts';

type Note = { kind: Observation['kind']; who: { agentId: number } | { net: string }; thing: string };
export type Observer = {
  /** Costs nothing now: it is gathered, and written down later. */
  note(note: Note): void;
  /** Writes what was gathered. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

const pauseMs = 30_000;
/** A flood must not fill the memory: what is beyond was suspicious long before. */
const mostBatches = 5_000;
const mostThings = 500;

/**
 * Gathers who touched what in the memory of this process and writes it down twice a minute, one row per agent or network,
 * outside of every request. A crash loses half a minute of it.
 */
export function makeObserver(p: Platform): Observer {
  let gathered = new Map<string, Observation>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const wait = () => {
    if (!isClosed) timer ??= setTimeout(() => void flush(), pauseMs).unref();
  };
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const batches = gathered;
    gathered = new Map();
    if (batches.size === 0) return;
    try {
      await insertObservations(p.db, [...batches.values()]);
    } catch (error) {
      // A database that is away is told by everybody else already.
      const level = isUnavailable(asAppError(error)) ? 'debug' : 'warn';
      p.log[level]({ err: error }, 'What was observed could not be written down; it is tried again');
      for (const [key, batch] of gathered) merge(batches, key, batch);
      gathered = batches;
      wait();
    }
  };
  return {
    note({ kind, who, thing }) {
      const key = `${kind} ${'net' in who ? who.net : who.agentId}`;
      merge(gathered, key, { at: p.clock.now(), kind, ...who, things: new Set([thing]) });
      wait();
    },
    flush,
    async close() {
      isClosed = true;
      await flush();
    },
  };
}

function merge(batches: Map<string, Observation>, key: string, batch: Observation): void {
  const known = batches.get(key);
  if (known === undefined && batches.size < mostBatches) batches.set(key, batch);
  for (const thing of known && known.things.size < mostThings ? batch.things : []) known?.things.add(thing);
}
