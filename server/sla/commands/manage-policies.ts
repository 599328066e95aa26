import type { FastifyRequest } from 'fastify';
import { type Condition, readCondition } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
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
  checkCondition(asked.fields.condition);
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
  checkCondition(asked.fields.condition);
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

export function checkCondition(condition: Condition | undefined): void {
  if (condition === undefined) return;
  try {
    readCondition(condition, 'sql', { byNobody: true });
  } catch (error) {
    const sentence = error instanceof AppError ? error.message : 'This is not a condition about tickets.';
    throw new AppError('invalid', 'condition_invalid', sentence, { fields: { condition: sentence }, cause: error });
  }
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
