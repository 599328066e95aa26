import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isOpenAt } from '../../../domain/business-hours/business-time.ts';
import { list, rankedAs } from '../../../domain/conditions/answers.ts';
import { type Asker, calendarsOf, someone } from '../../../domain/conditions/asker.ts';
import {
  type Bound,
  boundOf,
  businessBoundOf,
  countsBusinessHours,
  unanswerable,
} from '../../../domain/conditions/bounds.ts';
import { comparable } from '../../../domain/conditions/comparison.ts';
import type { Asked } from '../../../domain/conditions/condition.ts';
import type { Field, InstantField, ReferenceField, TagsField, TextField } from '../../../domain/conditions/field.ts';
import type { OperatorId } from '../../../domain/conditions/operators.ts';
import type { Value } from '../../../domain/conditions/values.ts';
import { byCalendar } from './condition-calendars.ts';
import { columnOf } from './condition-columns.ts';

type Test = RawBuilder<SqlBool>;
type Column = RawBuilder<unknown>;

/** The positive question as SQL over the column (or columns) of its field. */
export function testColumn({ field, positive, value }: Asked, asker: Asker): Test {
  if (field.type === 'open') return openTest(asker, value);
  const column = columnOf(field);
  if (positive === 'is_set') return isSet(field, column);
  switch (field.type) {
    case 'choice':
      return oneOfChoices({ field, column }, list(value));
    case 'rank':
      return oneOfChoices({ field, column }, rankedAs(field, positive, list(value)));
    case 'reference':
      return oneOfNamed({ field, column }, list(value), asker);
    case 'text':
      return textTest({ field, column }, positive, String(value));
    case 'number':
      return compared(column, positive, sql`${value}::numeric`);
    case 'date':
      return compared(sql`${column} collate "C"`, positive, sql`${value}::text`);
    case 'instant':
      return instantTest({ field, column }, { positive, value }, asker);
    case 'flag':
      return flagTest(field, column, value);
    case 'tags':
      return tagsTest({ field, column }, positive, list(value));
  }
}

function isSet(field: Field, column: Column): Test {
  if (field.type === 'text') return sql`${column} <> ''`;
  if (field.type === 'tags') return field.sql.key === undefined ? sql`${column} <> '{}'` : sql`${column} <> '[]'`;
  if (field.sql.infinityIsNone) return sql`${column} < 'infinity'`;
  return sql`${column} is not null`;
}

function oneOfChoices({ field: { sql: stored }, column }: Of<Field>, values: readonly string[]): Test {
  if (stored.codes)
    return oneOfCodes(
      column,
      values.map((value) => stored.codes?.indexOf(value) ?? -1),
      stored.firstCode ?? 0,
    );
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${[...values]}::text[])`;
}

/** The first so many of a closed list are one comparison, which is how the partial indexes say "active". */
function oneOfCodes(column: Column, places: readonly number[], first: number): Test {
  const positions = [...new Set(places)].sort((a, b) => a - b);
  const code = (position: number) => sql.raw(String(position + first));
  const [only] = positions;
  if (positions.length === 1 && only !== undefined) return sql`${column} = ${code(only)}`;
  const isPrefix = positions.every((position, index) => position === index);
  if (isPrefix) return sql`${column} < ${code(positions.length)}`;
  return sql`${column} in (${sql.join(positions.map(code))})`;
}

type Of<F extends Field> = { field: F; column: Column };

function oneOfNamed({ field, column }: Of<ReferenceField>, values: string[], asker: Asker): Test {
  const keys = values.filter((value) => value !== 'me' && value !== 'my_teams').map((key) => key.toLowerCase());
  const tests: Test[] = [];
  if (values.includes('me')) tests.push(sql`${column} = ${someone(asker).id}`);
  if (values.includes('my_teams')) tests.push(ofTeams(column, someone(asker).teamIds));
  if (keys.length > 0) tests.push(named({ field, column }, keys));
  return tests.length === 1 && tests[0] ? tests[0] : sql`(${sql.join(tests, sql.raw(' or '))})`;
}

/** One team as an equality: only then does the order of the team's index hold. */
function ofTeams(column: Column, teamIds: readonly number[]): Test {
  return teamIds.length === 1 ? sql`${column} = ${teamIds[0]}` : sql`${column} = any(${[...teamIds]}::bigint[])`;
}

/** By sub-select and not by join: the id is looked up once and the index of the tickets is used with it. */
function named({ field, column }: Of<ReferenceField>, keys: string[]): Test {
  const table = sql.raw(field.names);
  const key = sql.raw(field.key);
  const type = sql.raw(field.key === 'uuid' ? 'uuid' : 'text');
  if (keys.length === 1) return sql`${column} = (select id from ${table} where ${key} = ${keys[0]}::${type})`;
  return sql`${column} = any(array(select id from ${table} where ${key} = any(${keys}::${type}[])))`;
}

function textTest({ field, column }: Of<TextField>, op: OperatorId, value: string): Test {
  const text = comparable(value, field.comparison);
  if (op === 'is') return sql`${column} = ${text}`;
  if (op === 'contains') return sql`${column} like ${`%${escapeLike(text)}%`}`;
  if (op === 'starts_with') return sql`${column} like ${`${escapeLike(text)}%`}`;
  return unanswerable(op);
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

const signs: Partial<Record<OperatorId, string>> = {
  is: '=',
  less_than: '<',
  greater_than: '>',
  at_least: '>=',
  at_most: '<=',
  before: '<',
  after: '>',
};

function compared(column: Column, op: OperatorId, value: Column): Test {
  return sql`${column} ${sql.raw(signs[op] ?? unanswerable(op))} ${value}`;
}

type Comparison = { positive: OperatorId; value: Value | undefined };

/** An instant compared with the column; where business hours count, one for each calendar. */
function instantTest({ field, column }: Of<InstantField>, { positive, value }: Comparison, asker: Asker): Test {
  const isBeyond = (bound: Bound) => beyond({ field, column }, bound);
  if (!countsBusinessHours(positive)) return isBeyond(boundOf(positive, value, asker.now));
  return byCalendar(calendarsOf(asker), ({ calendar }) =>
    isBeyond(businessBoundOf(positive, value, { now: asker.now, calendar })),
  );
}

function beyond({ field, column }: Of<InstantField>, { side, at }: Bound): Test {
  const instant = Number.isFinite(at) ? new Date(at).toISOString() : at < 0 ? '-infinity' : 'infinity';
  if (side === 'before' && !(field.sql.infinityIsNone && at === Infinity))
    return sql`${column} < ${instant}::timestamptz`;
  const isAfter: Test = sql`${column} > ${instant}::timestamptz`;
  return field.sql.infinityIsNone ? sql`(${isAfter} and ${column} < 'infinity')` : isAfter;
}

function openTest(asker: Asker, value: Value | undefined): Test {
  return byCalendar(calendarsOf(asker), ({ calendar }) => sql.raw(String(isOpenAt(calendar, asker.now) === value)));
}

function flagTest(field: Field, column: Column, value: Value | undefined): Test {
  const { isYes, key } = field.sql;
  if (isYes === 'set') return sql`${column} is not null`;
  if (isYes) return sql`${column} = ${sql.lit(isYes.word)}`;
  if (key !== undefined) return sql`${column} = 'true'::jsonb`;
  return sql`${column} = ${sql.raw(value === true ? 'true' : 'false')}`;
}

function tagsTest({ field, column }: Of<TagsField>, op: OperatorId, values: string[]): Test {
  const [any, all] = field.sql.key === undefined ? ['&&', '@>'] : ['?|', '?&'];
  if (op === 'has_any') return sql`${column} ${sql.raw(any)} ${values}::text[]`;
  if (op === 'has_all') return sql`${column} ${sql.raw(all)} ${values}::text[]`;
  return unanswerable(op);
}
