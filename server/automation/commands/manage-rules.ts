import { isDeepStrictEqual } from 'node:util';
import type { FastifyRequest } from 'fastify';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readCatalogue } from '../../tickets/reads/asker.ts';
import { check } from '../reads/check.ts';
import {
  insertRule,
  type LockedRule,
  lockRule,
  orderRules,
  type RuleFields,
  removeRuleRow,
  updateRuleRow,
} from '../store/rules.ts';
import { forgetTimers } from '../store/timers.ts';
import { refuseUnknownIn } from './check-variables.ts';
import { beginLater } from './keep-timers.ts';

// What an admin does to triggers and automations. A change counts from the next event on; what happened stays as it was.

export type Managing = { actor: AgentActor; request: FastifyRequest; kind: RuleKind };

export async function addRule(
  p: Platform,
  asked: Managing & { fields: RuleFields; alsoWaiting: boolean },
): Promise<string> {
  const { kind, fields, actor } = asked;
  check(kind, fields, await readCatalogue(p.db));
  await refuseUnknownIn(p.db, { actions: fields.actions ?? [] });
  return transaction(p.db, async (tx) => {
    const rule = await insertRule(tx, kind, { fields, by: actor.id, at: p.clock.now() });
    const acts = asked.alsoWaiting;
    if (kind === 'automation' && fields.isEnabled) await beginLater(tx, p, { ruleId: rule.id, acts });
    await tell(tx, p, { ...asked, action: `${kind}.added`, rule: { ...rule, name: fields.name } });
    return rule.uuid;
  });
}

export async function updateRule(
  p: Platform,
  uuid: string,
  asked: Managing & { fields: Partial<RuleFields>; alsoWaiting: boolean },
): Promise<void> {
  const { kind, fields, actor } = asked;
  check(kind, fields, await readCatalogue(p.db));
  await refuseUnknownIn(p.db, { actions: fields.actions ?? [] });
  await transaction(p.db, async (tx) => {
    const before = await lockRule(tx, kind, uuid);
    const { id, name } = before;
    await updateRuleRow(tx, id, { fields, by: actor.id, at: p.clock.now() });
    if (kind === 'automation') await waitAnew(tx, p, { before, fields, acts: asked.alsoWaiting });
    const details = { changed: Object.keys(fields) };
    await tell(tx, p, { ...asked, action: `${kind}.changed`, rule: { id, uuid, name: nameOf(name) }, details });
  });
}

export async function removeRule(p: Platform, uuid: string, asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { id, name } = await lockRule(tx, asked.kind, uuid);
    await removeRuleRow(tx, id, p.clock.now());
    await forgetTimers(tx, id);
    await tell(tx, p, { ...asked, action: `${asked.kind}.removed`, rule: { id, uuid, name: nameOf(name) } });
  });
}

export async function orderAll(p: Platform, uuids: readonly string[], asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    await orderRules(tx, asked.kind, uuids);
    await tell(tx, p, { ...asked, action: `${asked.kind}s.ordered`, rule: null });
  });
}

/** An automation that is switched off waits for nothing; one switched on, or asking something else, begins to. */
async function waitAnew(
  tx: Tx,
  p: Platform,
  { before, fields, acts }: { before: LockedRule; fields: Partial<RuleFields>; acts: boolean },
): Promise<void> {
  const isEnabled = fields.isEnabled ?? before.isEnabled;
  const asks = [fields.condition ?? before.condition, fields.scope ?? before.scope];
  const isSame = isEnabled === before.isEnabled && isDeepStrictEqual(asks, [before.condition, before.scope]);
  if (!isEnabled) await forgetTimers(tx, before.id);
  else if (!isSame || acts) await beginLater(tx, p, { ruleId: before.id, acts });
}

function nameOf(name: Record<string, string>): string {
  return name.en ?? '';
}

type Told = Managing & {
  action: string;
  rule: { id: number; uuid: string; name: string } | null;
  details?: Record<string, unknown>;
};

async function tell(tx: Tx, p: Platform, { actor, request, action, rule, details = {} }: Told): Promise<void> {
  const at = p.clock.now();
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'rule' };
  await recordEvents(tx, { ...about, ...(rule && { subjectId: rule.id }) }, [
    { type: 'rules.changed', details: { action } },
  ]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action,
    objectKind: 'rule',
    ...(rule && { objectId: rule.uuid }),
    details: { ...details, ...(rule && { name: rule.name }) },
  });
}
