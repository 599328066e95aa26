import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Asker } from '../../../domain/conditions/asker.ts';
import {
  type Asked,
  type Condition,
  checkDepth,
  type Question,
  readQuestion,
  unknownShape,
} from '../../../domain/conditions/condition.ts';
import type { Field } from '../../../domain/conditions/field.ts';
import { testColumn } from './condition-tests.ts';

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
  throw unknownShape();
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
  const asked = turnedToYes(readQuestion(question, 'sql', asker.catalogue));
  const { column, from, on } = asked.field.sql;
  if (asked.isDenied && asked.positive === 'is_set' && isPlain(asked.field)) return sql`${sql.raw(column)} is null`;
  const test = testColumn(asked, asker);
  const found: Test = from ? sql`exists (select 1 from ${sql.raw(from)} where ${sql.raw(`${on}`)} and ${test})` : test;
  return asked.isDenied ? deny(found) : found;
}

/** Where a column only says yes, a no is the denial of it: there may be no row to say so. */
function turnedToYes(asked: Asked): Asked {
  const { field, value } = asked;
  const onlySaysYes = field.type === 'flag' && (field.sql.isYes !== undefined || field.sql.key !== undefined);
  return onlySaysYes && value === false ? { ...asked, value: true, isDenied: !asked.isDenied } : asked;
}

/** Absence is null in the ticket's own row: asked that way, an index finds it. */
function isPlain({ type, sql: { from, key, infinityIsNone } }: Field): boolean {
  return type !== 'text' && type !== 'tags' && from === undefined && key === undefined && !infinityIsNone;
}
