import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { deliveryNotFound } from '../reads/deliveries.ts';
import { lockDelivery, settleDelivery, unsuppress } from '../store/deliveries.ts';
import { deliverLater } from './deliver.ts';

const retryable = ['failed', 'bounced', 'held'];

/** A person says "again": addresses that bounced before are tried once more, and the two days begin anew. */
export async function retryDelivery(p: Platform, actor: AgentActor, uuid: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    const delivery = await lockDelivery(tx, { uuid });
    if (delivery === null) throw deliveryNotFound();
    if (!retryable.includes(delivery.state)) {
      throw new AppError(
        'conflict',
        'delivery_not_retryable',
        'Only a delivery that failed, bounced or is held can be sent again.',
      );
    }
    const now = p.clock.now();
    await unsuppress(tx, [...delivery.recipients.to, ...delivery.recipients.cc]);
    await settleDelivery(tx, delivery.id, { state: 'queued', attempts: 0, next_attempt_at: now, last_error: null });
    await deliverLater(tx, p, { id: delivery.id, at: null });
    await recordAudit(tx, { actor, action: 'delivery.retried', objectKind: 'delivery', objectId: uuid, at: now });
  });
}
