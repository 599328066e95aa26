import type pg from 'pg';
import { AppError } from '../../../domain/errors.ts';
import { connect, type DatabaseAddress } from './database.ts';
import { lockKeys } from './lock-keys.ts';

export type DeskLock = {
  /** Resolves when the connection that holds the lock is gone, and with it the lock. */
  lost: Promise<void>;
  isHeld(): boolean;
  release(): Promise<void>;
};

/**
 * One desk on one embedded database. The lock lives in a session: it ends with the process that holds it, however that
 * ends, so an orphaned server's lock is free and a lock that stays held for five seconds belongs to a living desk.
 */
export async function holdDeskLock(address: DatabaseAddress, waitMs = 5_000): Promise<DeskLock> {
  const client = await connect(address, 'atende desk');
  let isHeld = true;
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => {
      isHeld = false;
      resolve();
    });
  });
  const end = Date.now() + waitMs;
  while (!(await tryLock(client))) {
    if (Date.now() > end) {
      await client.end();
      throw new AppError(
        'conflict',
        'desk_already_running',
        'Another Atende is running on this DATA_DIR. Stop it first, or choose another folder.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { lost, isHeld: () => isHeld, release: () => client.end() };
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as is_held', [lockKeys.desk]);
  return rows[0].is_held;
}
