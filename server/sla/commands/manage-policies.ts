import type { FastifyRequest } from 'fastify';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { checkCondition } from '../../tickets/reads/asker.ts';
import {
  deletePolicy,
  insertPolicy,
  lockPolicy,
  orderPolicies,
  type PolicyFields,
  updatePolicyRow,
} from '../store/policies.ts';
import { recomputeLater } from './keep-clocks.ts';

// What is promised to whom. A change holds for what is open, from the beginning: due times are computed, never shifted.

export type Managing = { actor: AgentActor; request: FastifyRequest };

export async function addPolicy(p: Platform, asked: Managing & { fields: PolicyFields }): Promise<string> {
  await checkCondition(p.db, asked.fields.condition, 'sql');
  return transaction(p.db, async (tx) => {
    const policy = await insertPolicy(tx, asked.fields, p.clock.now());
    await tell(tx, p, { ...asked, action: 'sla_policy.added', policy: { ...policy, name: asked.fields.name } });
    return policy.uuid;
  });
}

export async function updatePolicy(
  p: Platform,
  uuid: string,
  asked: Managing & { fields: Partial<PolicyFields> },
): Promise<void> {
  const { condition } = asked.fields;
  if (condition !== undefined) await checkCondition(p.db, condition, 'sql');
  await transaction(p.db, async (tx) => {
    const { id, name } = await lockPolicy(tx, uuid);
    await updatePolicyRow(tx, id, asked.fields);
    const details = { changed: Object.keys(asked.fields) };
    await tell(tx, p, { ...asked, action: 'sla_policy.changed', policy: { id, uuid, name }, details });
  });
}

export async function removePolicy(p: Platform, uuid: string, asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { id, name } = await lockPolicy(tx, uuid);
    await deletePolicy(tx, id);
    await tell(tx, p, { ...asked, action: 'sla_policy.removed', policy: { id, uuid, name } });
  });
}

export async function orderAll(p: Platform, uuids: readonly string[], asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    await orderPolicies(tx, uuids);
    await tell(tx, p, { ...asked, action: 'sla_policies.ordered', policy: null });
  });
}

type Told = Managing & {
  action: string;
  policy: { id: number; uuid: string; name: string } | null;
  details?: Record<string, unknown>;
};

async function tell(tx: Tx, p: Platform, { actor, request, action, policy, details = {} }: Told): Promise<void> {
  const at = p.clock.now();
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'sla_policy' };
  await recordEvents(tx, { ...about, ...(policy && { subjectId: policy.id }) }, [
    { type: 'sla_policies.changed', details: { action } },
  ]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action,
    objectKind: 'sla_policy',
    ...(policy && { objectId: policy.uuid }),
    details: { ...details, ...(policy && { name: policy.name }) },
  });
  await recomputeLater(tx, p);
}
