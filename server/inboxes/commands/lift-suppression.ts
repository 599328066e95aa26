import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { unsuppress } from '../store/deliveries.ts';

/** An admin knows better: the address is written to again. */
export async function liftSuppression(p: Platform, actor: AgentActor, address: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    if ((await unsuppress(tx, [address])) === 0) {
      throw new AppError('not_found', 'suppression_not_found', 'Mail to this address is not held back.');
    }
    await recordAudit(tx, {
      actor,
      action: 'suppression.lifted',
      objectKind: 'address',
      objectId: address,
      at: p.clock.now(),
    });
  });
}
