import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Field, InstantField, ReferenceField, TextField } from '../../../domain/conditions/catalogue.ts';
import {
  type Asked,
  type Condition,
  type Question,
  readQuestion,
  type Value,
} from '../../../domain/conditions/condition.ts';
import { boundOf, checkDepth, list, unanswerable } from '../../../domain/conditions/holds.ts';
import { type Asker, comparable, type OperatorId, someone } from '../../../domain/conditions/operators.ts';
import { AppError } from '../../../domain/errors.ts';

type Test = RawBuilder<SqlBool>;

/**
 * A condition as SQL over the table (or alias) `tickets`, saying the same as `holds` in domain/conditions/holds.ts. A test that
 * comes out as null means no; denying is `is not true`, so that there is no third answer. Columns come from the catalogue, and
 * every value a caller can choose is a parameter. Positions of closed lists are literals: only then does the planner see that a
 * partial index of active tickets will do.
 */
export function conditionSql(condition: Condition, asker: Asker): Test {
  return compile(condition, asker, 0);
}

function compile(condition: Condition, asker: Asker, depth: number): Test {
  if ('field' in condition) return compileQuestion(condition, asker);
  checkDepth(depth);
  if ('not' in condition) return deny(compile(condition.not, asker, depth + 1));
  if ('all' in condition) return joined(condition.all, { asker, depth, word: 'and', ifEmpty: 'true' });
  if ('any' in condition) return joined(condition.any, { asker, depth, word: 'or', ifEmpty: 'false' });
  throw new AppError('invalid', 'condition_shape_unknown', 'A condition is a question, or one of all, any and not.');
}

type Group = { asker: Asker; depth: number; word: 'and' | 'or'; ifEmpty: 'true' | 'false' };

function joined(parts: Condition[], group: Group): Test {
  if (parts.length === 0) return sql.raw(group.ifEmpty);
  const tests = parts.map((part) => compile(part, group.asker, group.depth + 1));
  return sql`(${sql.join(tests, sql.raw(` ${group.word} `))})`;
}

function deny(test: Test): Test {
  return sql`((${test}) is not true)`;
}

function compileQuestion(question: Question, asker: Asker): Test {
  const asked = readQuestion(question, 'sql');
  const { column, from, on } = asked.field.sql;
  if (asked.isDenied && asked.positive === 'is_set' && isPlain(asked.field)) return sql`${sql.raw(column)} is null`;
  const test = testColumn(asked, sql.raw(column), asker);
  const found: Test = from ? sql`exists (select 1 from ${sql.raw(from)} where ${sql.raw(`${on}`)} and ${test})` : test;
  return asked.isDenied ? deny(found) : found;
}

/** Absence is null in the ticket's own row: asked that way, an index finds it. */
function isPlain({ type, sql: { from, infinityIsNone } }: Field): boolean {
  return type !== 'text' && type !== 'tags' && from === undefined && !infinityIsNone;
}

type Column = RawBuilder<unknown>;

function testColumn({ field, positive, value }: Asked, column: Column, asker: Asker): Test {
  if (positive === 'is_set') return isSet(field, column);
  switch (field.type) {
    case 'choice':
      return field.sql.codes ? oneOfCodes(column, field.sql.codes, list(value)) : oneOf(column, list(value));
    case 'reference':
      return oneOfNamed({ field, column }, list(value), asker);
    case 'text':
      return textTest({ field, column }, positive, String(value));
    case 'number':
      return numberTest(column, positive, Number(value));
    case 'instant':
      return instantTest({ field, column }, boundOf(positive, value, asker.now));
    case 'flag':
      return flagTest(field, column, value);
    case 'tags':
      return tagsTest(column, positive, list(value));
  }
}

function isSet(field: Field, column: Column): Test {
  if (field.type === 'text') return sql`${column} <> ''`;
  if (field.type === 'tags') return sql`${column} <> '{}'`;
  if (field.sql.infinityIsNone) return sql`${column} < 'infinity'`;
  return sql`${column} is not null`;
}

function oneOf(column: Column, values: string[]): Test {
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${values}::text[])`;
}

/** The first so many of a closed list are one comparison, which is how the partial indexes say "active". */
function oneOfCodes(column: Column, codes: readonly string[], values: string[]): Test {
  const positions = [...new Set(values.map((value) => codes.indexOf(value)))].sort((a, b) => a - b);
  if (positions.length === 1) return sql`${column} = ${sql.raw(String(positions[0]))}`;
  const isPrefix = positions.every((position, index) => position === index);
  if (isPrefix) return sql`${column} < ${sql.raw(String(positions.length))}`;
  return sql`${column} in (${sql.raw(positions.join(', '))})`;
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

function numberTest(column: Column, op: OperatorId, value: number): Test {
  if (op === 'is') return sql`${column} = ${value}::bigint`;
  if (op === 'less_than') return sql`${column} < ${value}::bigint`;
  if (op === 'greater_than') return sql`${column} > ${value}::bigint`;
  return unanswerable(op);
}

function instantTest({ field, column }: Of<InstantField>, bound: { side: 'before' | 'after'; at: Date }): Test {
  if (bound.side === 'before') return sql`${column} < ${bound.at}::timestamptz`;
  const isAfter: Test = sql`${column} > ${bound.at}::timestamptz`;
  return field.sql.infinityIsNone ? sql`(${isAfter} and ${column} < 'infinity')` : isAfter;
}

function flagTest(field: Field, column: Column, value: Value | undefined): Test {
  const word = field.sql.codes?.[0];
  if (word === undefined) return sql`${column} = ${sql.raw(value === true ? 'true' : 'false')}`;
  const isIt: Test = sql`${column} = ${sql.lit(word)}`;
  return value === true ? isIt : deny(isIt);
}

function tagsTest(column: Column, op: OperatorId, values: string[]): Test {
  if (op === 'has_any') return sql`${column} && ${values}::text[]`;
  if (op === 'has_all') return sql`${column} @> ${values}::text[]`;
  return unanswerable(op);
}
