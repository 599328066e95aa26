import { sql } from 'kysely';
import type { FieldBody } from '../../contract/fields.ts';
import type { FieldDefinition, Holder } from '../../domain/fields/field.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../platform/platform.ts';
import { fieldNotFound } from './reads.ts';

export type LockedField = Pick<FieldDefinition, 'key' | 'type' | 'label' | 'choices'> & { id: number; isUsed: boolean };

export async function lockField(tx: Tx, fieldId: string): Promise<LockedField> {
  const { rows } = await sql<LockedField>`select id, key, type, label, choices, is_used as "isUsed" from fields
    where uuid = ${fieldId} for update`.execute(tx);
  if (!rows[0]) throw fieldNotFound();
  return rows[0];
}

export async function usedKeys(tx: Tx, holder: Holder): Promise<string[]> {
  const rows = await tx.selectFrom('fields').select('key').where('holder', '=', holder).execute();
  return rows.map(({ key }) => key);
}

type NewField = Omit<FieldBody, 'key' | 'choices'> & Pick<FieldDefinition, 'key' | 'choices'>;

/** A new one comes last. */
export async function insertField(tx: Tx, field: NewField, at: Date): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('fields')
    .values({
      uuid: newId(),
      holder: field.holder,
      key: field.key,
      type: field.type,
      label: JSON.stringify(field.label),
      help: jsonOrNull(field.help),
      choices: JSON.stringify(field.choices),
      needed_to: field.neededTo,
      audience: field.audience,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from fields)`,
      created_at: at,
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export type FieldChanges = Partial<Omit<FieldDefinition, 'holder' | 'key' | 'type'>>;

/** What is left out stays as it is. */
export async function saveField(tx: Tx, id: number, changes: FieldChanges): Promise<void> {
  const { label, help, choices, neededTo, audience, isArchived } = changes;
  const columns = {
    label: label && JSON.stringify(label),
    help: help === undefined ? undefined : jsonOrNull(help),
    choices: choices && JSON.stringify(choices),
    needed_to: neededTo,
    audience,
    is_archived: isArchived,
  };
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await tx.updateTable('fields').set(given).where('id', '=', id).execute();
}

export async function deleteField(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('fields').where('id', '=', id).execute();
}

export async function markUsed(tx: Tx, holder: Holder, keys: readonly string[]): Promise<void> {
  await tx
    .updateTable('fields')
    .set({ is_used: true })
    .where('holder', '=', holder)
    .where('key', 'in', keys)
    .where('is_used', '=', false)
    .execute();
}

/** Those named come first, in this order; the others follow as they stood. */
export async function orderFields(tx: Tx, fieldIds: readonly string[]): Promise<void> {
  const rows = await tx.selectFrom('fields').select('uuid').orderBy('position').orderBy('id').forUpdate().execute();
  const known = rows.map(({ uuid }) => uuid);
  if (fieldIds.some((uuid) => !known.includes(uuid))) throw fieldNotFound();
  const order = [...new Set([...fieldIds, ...known])];
  await sql`update fields set position = given.place
    from unnest(${order}::uuid[]) with ordinality as given (uuid, place) where fields.uuid = given.uuid`.execute(tx);
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
