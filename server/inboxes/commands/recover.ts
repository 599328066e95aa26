import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { lostDeliveries } from '../reads/lost-deliveries.ts';
import { deliverLater } from './deliver.ts';

const patienceMs = 60_000;

/** Gives deliveries whose job is gone (after a restore, or while sending was held) a new one. */
export async function recoverDeliveries(p: Platform): Promise<void> {
  const lost = await lostDeliveries(p.db, new Date(p.clock.now().getTime() - patienceMs));
  if (lost.length === 0) return;
  await transaction(p.db, async (tx) => {
    for (const id of lost) await deliverLater(tx, p, { id, at: null });
  });
}
