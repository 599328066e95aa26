import type { EventDraft } from '../../../domain/events.ts';
import { recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import type { LockedDelivery } from '../store/deliveries.ts';

/** What became of a delivery is told on its ticket, where its message is. The caller holds the delivery's lock. */
export async function tellDelivery(
  tx: Tx,
  p: Platform,
  { delivery, draft }: { delivery: LockedDelivery; draft: EventDraft },
): Promise<void> {
  const context = {
    at: p.clock.now(),
    actor: { kind: 'system' as const },
    cause: { kind: 'system' as const, id: null, depth: 0 },
    channel: delivery.channel,
    ...(delivery.ticketId !== null && { ticketId: delivery.ticketId }),
    ...(delivery.messageId !== null && { messageId: delivery.messageId }),
    subjectKind: 'delivery',
    subjectId: delivery.id,
  };
  await recordEvents(tx, context, [{ ...draft, details: { delivery: delivery.uuid, ...draft.details } }]);
}
