import type { FieldBody, UpdateFieldBody } from '../../../contract/fields.ts';
import { AppError } from '../../../domain/errors.ts';
import { keepChoices } from '../../../domain/fields/choices.ts';
import { type FieldType, freeKey, keyOf } from '../../../domain/fields/field.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Translated } from '../../../domain/translated.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { deleteField, type FieldChanges, insertField, lockField, orderFields, saveField, usedKeys } from '../store.ts';

// What tickets, contacts and organizations can hold beside what each of them has. The values are their own.

export type Managing = { actor: AgentActor; request: { ip: string; id: string } };

export async function addField(p: Platform, asked: Managing & { body: FieldBody }): Promise<string> {
  const { body } = asked;
  return transaction(p.db, async (tx) => {
    const used = new Set(await usedKeys(tx, body.holder));
    if (body.key !== undefined && used.has(body.key)) throw keyTaken();
    const key = body.key ?? freeKey(keyOf(body.label.en), used);
    const choices = keepChoices([], body.choices, { isUsed: false });
    refuseEmptyChoice(body.type, choices.length);
    const field = await insertField(tx, { ...body, key, choices }, p.clock.now());
    await tell(tx, p, { ...asked, action: 'field.added', field: { ...field, label: body.label } });
    return field.uuid;
  });
}

export async function updateField(
  p: Platform,
  uuid: string,
  asked: Managing & { body: UpdateFieldBody },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const field = await lockField(tx, uuid);
    const { choices, ...changes } = asked.body;
    if (choices) refuseEmptyChoice(field.type, choices.length);
    const kept = choices && { choices: keepChoices(field.choices, choices, field) };
    await saveField(tx, field.id, { ...(changes as FieldChanges), ...kept });
    const details = { changed: Object.keys(asked.body) };
    await tell(tx, p, { ...asked, action: 'field.changed', field: { ...field, uuid }, details });
  });
}

/** One that has values is archived: it is asked no longer, and they stay. */
export async function removeField(p: Platform, uuid: string, asked: Managing): Promise<'removed' | 'archived'> {
  return transaction(p.db, async (tx) => {
    const field = await lockField(tx, uuid);
    if (field.isUsed) await saveField(tx, field.id, { isArchived: true });
    else await deleteField(tx, field.id);
    const became = field.isUsed ? 'archived' : 'removed';
    await tell(tx, p, { ...asked, action: `field.${became}`, field: { ...field, uuid } });
    return became;
  });
}

export async function orderAllFields(p: Platform, uuids: readonly string[], asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    await orderFields(tx, uuids);
    await tell(tx, p, { ...asked, action: 'fields.ordered', field: null });
  });
}

function refuseEmptyChoice(type: FieldType, count: number): void {
  if (count > 0 || (type !== 'choice' && type !== 'choices')) return;
  const sentence = 'A choice needs something to choose from.';
  throw new AppError('invalid', 'field_without_choices', sentence, { fields: { choices: sentence } });
}

function keyTaken(): AppError {
  const sentence = 'Another field has this key.';
  return new AppError('conflict', 'field_key_taken', sentence, { fields: { key: sentence } });
}

type Told = Managing & {
  action: string;
  field: { id: number; uuid: string; label: Translated } | null;
  details?: Record<string, unknown>;
};

async function tell(tx: Tx, p: Platform, { actor, request, action, field, details = {} }: Told): Promise<void> {
  const at = p.clock.now();
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'field' };
  await recordEvents(tx, { ...about, ...(field && { subjectId: field.id }) }, [
    { type: 'fields.changed', details: { action } },
  ]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action,
    objectKind: 'field',
    ...(field && { objectId: field.uuid }),
    details: { ...details, ...(field && { name: field.label.en }) },
  });
}
