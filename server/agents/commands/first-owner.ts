import type { Actor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { insertAgent, type NewAgent } from '../store/agents.ts';

/** The owner of a desk that has none: the one agent whom nobody with a role of his own adds. */
export async function addFirstOwner(tx: Tx, p: Platform, owner: Omit<NewAgent, 'role' | 'at'>): Promise<number> {
  const at = p.clock.now();
  const actor: Actor = { kind: 'system' };
  const { id, uuid } = await insertAgent(tx, { ...owner, role: 'owner', at });
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'agent', subjectId: id };
  await recordEvents(tx, about, [{ type: 'agent.changed', changes: { role: [null, 'owner'] } }]);
  const details = { name: owner.name, email: owner.email, role: 'owner' };
  await recordAudit(tx, { actor, at, action: 'agent.added', objectKind: 'agent', objectId: uuid, details });
  return id;
}
