import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isUnavailable } from '../../../domain/errors.ts';
import { connectionOptions, type DatabaseAddress } from './database.ts';
import { asAppError } from './database-errors.ts';
import { giveUpOnSilence } from './database-silence.ts';

export type PatientPool = {
  pool: pg.Pool;
  /** From now on nobody is kept waiting for a database that is away. */
  hurry(): void;
};

type Options = { connections: number; name: string };

/**
 * For the job library, which tells the queue how a job ended in promises that nobody awaits: one that fails would end the
 * process. So a connection is waited for until the database is back, and a statement that is cut off fails in the way the
 * library tries again (57P03, "starting up"). Every statement of it may happen twice.
 */
export function openPatientPool(address: DatabaseAddress, { connections, name }: Options): PatientPool {
  const pool = new pg.Pool({
    ...connectionOptions(address),
    max: connections,
    application_name: name,
    connectionTimeoutMillis: 5_000,
  });
  let isHurried = false;
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
    giveUpOnSilence(client);
    failTransiently(client);
  });

  const connectOnce = pool.connect.bind(pool) as (done?: unknown) => Promise<pg.PoolClient>;
  const connectPatiently = async () => {
    for (;;) {
      try {
        return await connectOnce();
      } catch (error) {
        if (isHurried || !isUnavailable(asAppError(error))) throw error;
        await pause(250);
      }
    }
  };
  // Whoever gives a callback asks on behalf of the pool itself, or tries again by himself.
  pool.connect = ((done?: unknown) =>
    done === undefined ? connectPatiently() : connectOnce(done)) as pg.Pool['connect'];
  return {
    pool,
    hurry: () => {
      isHurried = true;
    },
  };
}

function failTransiently(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (...args: unknown[]) => unknown;
  const query = (...args: unknown[]) => {
    const sent = send(...args);
    return sent instanceof Promise ? sent.catch(passTransiently) : sent;
  };
  client.query = query as typeof client.query;
}

function passTransiently(error: unknown): never {
  if (!isUnavailable(asAppError(error))) throw error;
  const { message } = error as Error;
  throw Object.assign(new Error(message, { cause: error }), { code: '57P03' });
}

function ignore(): void {
  // a broken connection is found out by whoever needs one
}
