import type { z } from 'zod';
import type { notificationChoicesBody } from '../../../contract/notifications.ts';
import type { NotificationEvent } from '../../../domain/notifications.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { saveChoice } from '../store.ts';

/** How the agent wants to hear of what, from now on; also of what waits for its mail. */
export async function choose(
  p: Platform,
  actor: AgentActor,
  { choices }: z.output<typeof notificationChoicesBody>,
): Promise<void> {
  await transaction(p.db, async (tx) => {
    for (const [event, chosen] of Object.entries(choices)) {
      if (chosen) await saveChoice(tx, actor.id, { event: event as NotificationEvent, ...chosen });
    }
  });
}
