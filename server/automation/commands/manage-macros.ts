import type { FastifyRequest } from 'fastify';
import type { Macro } from '../../../contract/macros.ts';
import { AppError } from '../../../domain/errors.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { check } from '../reads/check.ts';
import {
  deleteMacro,
  insertMacro,
  lockMacro,
  type MacroFields,
  orderMacrosOf,
  updateMacroRow,
} from '../store/macros.ts';
import { refuseUnknownIn } from './check-variables.ts';
import { templates } from './template-params.ts';

// Everybody's macros are kept by who may manage them, an own one by its owner, about whom nobody else is told.

type Managing = { actor: AgentActor; request: FastifyRequest };

export async function addMacro(
  p: Platform,
  { isShared, fields, ...by }: Managing & { isShared: boolean; fields: MacroFields },
): Promise<string> {
  if (isShared) mustManage(by.actor);
  checkMacro(fields);
  await refuseUnknownIn(p.db, fields);
  return transaction(p.db, async (tx) => {
    const ownerId = isShared ? null : by.actor.id;
    const id = await insertMacro(tx, { fields, ownerId, at: p.clock.now() });
    if (isShared) await tell(tx, p, { ...by, action: 'macro.added', macro: { id, name: fields.name } });
    return id;
  });
}

export async function updateMacro(
  p: Platform,
  uuid: string,
  { fields, ...by }: Managing & { fields: Partial<MacroFields> },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const before = await lockMacro(tx, { actor: by.actor, uuid });
    if (before.isShared) mustManage(by.actor);
    checkMacro({ ...before, ...fields });
    await refuseUnknownIn(p.db, { actions: fields.actions ?? [], texts: fields.texts ?? null });
    await updateMacroRow(tx, { rowId: before.rowId, fields, at: p.clock.now() });
    const details = { changed: Object.keys(fields) };
    if (before.isShared) await tell(tx, p, { ...by, action: 'macro.changed', macro: before, details });
  });
}

export async function removeMacro(p: Platform, uuid: string, by: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const before = await lockMacro(tx, { actor: by.actor, uuid });
    if (before.isShared) mustManage(by.actor);
    await deleteMacro(tx, before.rowId);
    if (before.isShared) await tell(tx, p, { ...by, action: 'macro.removed', macro: before });
  });
}

export async function orderSharedMacros(p: Platform, uuids: readonly string[], by: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    await orderMacrosOf(tx, null, uuids);
    await tell(tx, p, { ...by, action: 'macros.ordered', macro: null });
  });
}

export async function orderOwnMacros(p: Platform, uuids: readonly string[], actor: AgentActor): Promise<void> {
  await transaction(p.db, (tx) => orderMacrosOf(tx, actor.id, uuids));
}

function mustManage(actor: AgentActor): void {
  if (may(actor, 'macros.manage')) return;
  throw new AppError('forbidden', 'not_allowed', 'Your role does not allow this.');
}

/** What cannot be filled in or run is refused when it is saved. */
function checkMacro({ texts, actions }: Pick<MacroFields, 'texts' | 'actions'>): void {
  if (texts === null && actions.length === 0) {
    throw new AppError('invalid', 'macro_empty', 'A macro needs a text or an action.');
  }
  check('macro', { actions });
  const read = texts === null ? null : templates.safeParse(texts);
  const issue = read?.error?.issues[0];
  if (issue === undefined) return;
  const sentence = [...issue.path, issue.message].join(': ');
  throw new AppError('invalid', 'template_invalid', sentence, { fields: { texts: sentence } });
}

type Told = Managing & {
  action: string;
  macro: Pick<Macro, 'id' | 'name'> | null;
  details?: Record<string, unknown>;
};

async function tell(tx: Tx, p: Platform, { actor, request, action, macro, details = {} }: Told): Promise<void> {
  const at = p.clock.now();
  await recordEvents(tx, { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'macro' }, [
    { type: 'macros.changed', details: { action } },
  ]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action,
    objectKind: 'macro',
    ...(macro && { objectId: macro.id }),
    details: { ...details, ...(macro && { name: macro.name }) },
  });
}
