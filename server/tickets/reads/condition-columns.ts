import { type RawBuilder, sql } from 'kysely';
import type { Field } from '../../../domain/conditions/field.ts';

type Column = RawBuilder<unknown>;

/** Where a field's value stands. Of the desk's own fields, a value that is not of the field's type counts as absent. */
export function columnOf({ type, sql: { column, key } }: Field): Column {
  const stored = sql.raw(column);
  if (key === undefined) return stored;
  switch (type) {
    case 'number':
      return ofKind('number', { stored, key, as: sql`(${stored} ->> ${key}::text)::numeric` });
    case 'tags':
      return ofKind('array', { stored, key, as: sql`${stored} -> ${key}::text` });
    case 'flag':
      return sql`(${stored} -> ${key}::text)`;
    default:
      return ofKind('string', { stored, key, as: sql`${stored} ->> ${key}::text` });
  }
}

type Stored = { stored: Column; key: string; as: Column };

function ofKind(kind: 'string' | 'number' | 'array', { stored, key, as }: Stored): Column {
  return sql`(case when jsonb_typeof(${stored} -> ${key}::text) = ${sql.lit(kind)} then ${as} end)`;
}
