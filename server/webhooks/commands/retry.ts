import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { deliveryNotFound } from '../reads/deliveries.ts';
import { lockDelivery, settleDelivery } from '../store/webhooks.ts';
import { attemptLater } from './call.ts';

/** A person says "again": the day begins anew. The other side knows it by its id if it came after all. */
export async function retryCall(p: Platform, actor: AgentActor, uuid: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    const delivery = await lockDelivery(tx, uuid);
    if (delivery === null) throw deliveryNotFound();
    if (delivery.state === 'delivered') {
      throw new AppError('conflict', 'webhook_delivered', 'It arrived already.');
    }
    const at = p.clock.now();
    await settleDelivery(tx, delivery.id, { state: 'queued', attempts: 0, next_attempt_at: at });
    await attemptLater(tx, p, { id: delivery.id });
    await recordAudit(tx, { actor, action: 'webhook.retried', objectKind: 'webhook_delivery', objectId: uuid, at });
  });
}
