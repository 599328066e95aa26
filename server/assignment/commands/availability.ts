import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform } from '../../platform/platform.ts';
import { turnAway } from '../store/availability.ts';

/** The agent's own switch: who is away is given nothing until they are back, also after the next sign-in. */
export async function setAway(p: Platform, actor: AgentActor, isAway: boolean): Promise<void> {
  await transaction(p.db, async (tx) => {
    const at = p.clock.now();
    if (!(await turnAway(tx, actor.id, { isAway, at }))) return;
    const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'agent', subjectId: actor.id };
    await recordEvents(tx, about, [{ type: 'agent.changed', changes: { isAway: [!isAway, isAway] } }]);
  });
}
