import { checkTimeZone } from '../../../domain/time-zone.ts';
import { agentNotFound } from '../../agents/reads/agents.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { agentIdOf } from '../reads/limits.ts';
import { holdAgents } from '../store/claim.ts';
import { type LimitChanges, saveLimits } from '../store/limits.ts';
import { type Managing, tellAssignment } from './told.ts';

/** What an agent can take: how much, when, and what they know. What they hold already stays with them. */
export async function updateLimits(
  p: Platform,
  agentId: string,
  { changes, ...managing }: Managing & { changes: LimitChanges },
): Promise<void> {
  checkTimeZone(changes.timeZone);
  await transaction(p.db, async (tx) => {
    const id = await agentIdOf(tx, agentId);
    if (id === null) throw agentNotFound();
    await holdAgents(tx, [id]);
    await saveLimits(tx, id, changes);
    const details = { changed: Object.keys(changes) };
    await tellAssignment(tx, p, {
      ...managing,
      action: 'agent.limits',
      object: { kind: 'agent', id, uuid: agentId },
      details,
    });
  });
}
