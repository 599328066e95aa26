import type { z } from 'zod';
import type { updateMeBody } from '../../../contract/auth.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform } from '../../platform/platform.ts';
import { saveProfile } from '../store/credentials.ts';

/** An agent's own name, language, theme and keys. */
export async function updateProfile(
  p: Platform,
  actor: AgentActor,
  body: z.output<typeof updateMeBody>,
): Promise<void> {
  const { name } = body;
  await transaction(p.db, async (tx) => {
    await saveProfile(tx, actor.id, body);
    if (!name || name === actor.name) return;
    const about = {
      at: p.clock.now(),
      actor,
      cause: causeOf(actor),
      channel: null,
      subjectKind: 'agent',
      subjectId: actor.id,
    };
    await recordEvents(tx, about, [{ type: 'agent.changed', changes: { name: [actor.name, name] } }]);
  });
}
