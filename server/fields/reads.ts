import { sql } from 'kysely';
import type { Field } from '../../contract/fields.ts';
import { AppError } from '../../domain/errors.ts';
import type { FieldDefinition, Holder } from '../../domain/fields/field.ts';
import type { Db, Tx } from '../platform/platform.ts';

const definition = sql`holder, key, type, label, help, choices, needed_to as "neededTo", audience, is_archived as "isArchived"`;

/**
 * The fields of a holder in their order, archived ones too. Read each time and never remembered: they are few, an edit holds at once in
 * every process, and only who sets or asks for fields reads them.
 */
export async function fieldDefinitions(db: Db | Tx, holder: Holder): Promise<FieldDefinition[]> {
  const { rows } = await sql<FieldDefinition>`select ${definition} from fields where holder = ${holder}
    order by position, id`.execute(db);
  return rows;
}

/** The same of tickets, contacts and organizations together. */
export async function allFieldDefinitions(db: Db | Tx): Promise<FieldDefinition[]> {
  return (await sql<FieldDefinition>`select ${definition} from fields order by position, id`.execute(db)).rows;
}

const columns = sql`uuid as id, ${definition}, is_used as "isUsed",
  coalesce((select jsonb_agg(jsonb_build_object('id', topics.uuid, 'name', topics.name) order by topics.position, topics.id)
    from topic_fields join topics on topics.id = topic_id where field_id = fields.id and not topics.is_archived), '[]') as topics`;

export async function listFields(db: Db | Tx): Promise<Field[]> {
  return (await sql<Field>`select ${columns} from fields order by position, id`.execute(db)).rows;
}

export async function getField(db: Db | Tx, fieldId: string): Promise<Field> {
  const { rows } = await sql<Field>`select ${columns} from fields where uuid = ${fieldId}`.execute(db);
  if (!rows[0]) throw fieldNotFound();
  return rows[0];
}

export function fieldNotFound(): AppError {
  return new AppError('not_found', 'field_not_found', 'There is no such field.');
}
