import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FieldId, fieldIds, fields, operatorsOf } from '../../../domain/conditions/catalogue.ts';
import { type Condition, maxDepth, type Question } from '../../../domain/conditions/condition.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import { holds } from '../../../domain/conditions/holds.ts';
import type { Asker, OperatorId } from '../../../domain/conditions/operators.ts';
import { cloneDatabase } from '../../../test/database.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import type { Db } from '../../platform/platform.ts';
import { addTickets, type Made, makeQuestion, makeTree, seeded } from './conditions.fixture.ts';
import { conditionSql } from './conditions.ts';

const perPair = 50;
const trees = 1_200;
const now = new Date('2026-11-20T12:00:00.000Z');

let database: Database;
let db: Db;
let made: Made;
let asker: Asker;
let drop: () => Promise<void>;
const runs = new Map<string, { asked: number; yes: number; no: number }>();

beforeAll(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase(clone.address, { connections: 2 });
  db = database.db;
  made = await addTickets(db, now);
  asker = { now, me: made.me };
});
afterAll(async () => {
  await database.close();
  await drop();
});

/** The numbers of the tickets each condition holds for, as SQL says; many conditions to a statement. */
async function bySql(conditions: Condition[]): Promise<number[][]> {
  const found: number[][] = [];
  for (let from = 0; from < conditions.length; from += 25) {
    const some = conditions.slice(from, from + 25);
    const sets = some.map(
      (c) => sql`array(select number from tickets where ${conditionSql(c, asker)} order by number)`,
    );
    const { rows } = await sql<{ sets: Record<string, number[]> }>`
      select jsonb_build_object(${sql.join(sets.flatMap((set, i) => [sql.lit(`c${i}`), set]))}) as sets`.execute(db);
    found.push(...some.map((_, i) => rows[0]?.sets[`c${i}`] ?? []));
  }
  return found;
}

function byPredicate(condition: Condition): number[] {
  const holding = made.tickets.filter((facts) => holds(condition, facts, asker));
  return holding.map((facts) => facts.number).sort((a, b) => a - b);
}

function count(field: FieldId, op: OperatorId, holding: number): void {
  const pair = runs.get(`${field} ${op}`) ?? { asked: 0, yes: 0, no: 0 };
  const no = pair.no + made.tickets.length - holding;
  runs.set(`${field} ${op}`, { asked: pair.asked + 1, yes: pair.yes + holding, no });
}

const pairsAt = (place: 'event' | 'sql') =>
  fieldIds.flatMap((field) => operatorsOf(fields[field], place).map(([op]) => [field, op] as const));

describe('a condition means the same to one ticket and to all of them', () => {
  test('every field with every operator, fifty times each', async () => {
    const random = seeded(20261121);
    const questions = pairsAt('sql').flatMap(([field, op]) =>
      Array.from({ length: perPair }, () => makeQuestion(random, { field, op }, made)),
    );
    const answers = await bySql(questions);
    for (const [index, question] of questions.entries()) {
      const expected = byPredicate(question);
      expect(answers[index], JSON.stringify(question)).toEqual(expected);
      count(question.field, question.op, expected.length);
    }
  });

  test('conditions put together at random, nested to the depth that is allowed', async () => {
    const random = seeded(42);
    const conditions = Array.from({ length: trees }, () => makeTree(random, maxDepth, made));
    const answers = await bySql(conditions);
    for (const [index, condition] of conditions.entries()) {
      expect(answers[index], JSON.stringify(condition)).toEqual(byPredicate(condition));
    }
    expect(conditions.length).toBeGreaterThanOrEqual(1_000);
    const notTrivial = answers.filter((set) => set.length > 0 && set.length < made.tickets.length);
    expect(notTrivial.length).toBeGreaterThan(trees / 2);
  });

  test('what SQL cannot say the same way is answered for a ticket, and refused for all tickets', () => {
    const random = seeded(7);
    const inSql = new Set(pairsAt('sql').map(([field, op]) => `${field} ${op}`));
    const others = pairsAt('event').filter(([field, op]) => !inSql.has(`${field} ${op}`));
    expect(others.map(([field, op]) => `${field} ${op}`)).toContain('subject matches');
    for (const [field, op] of others) {
      for (let time = 0; time < perPair; time++) {
        const question = makeQuestion(random, { field, op }, made);
        const holding = made.tickets.filter((facts) => holds(question, asEvent(facts), asker));
        expect(() => conditionSql(question, asker)).toThrow(/cannot be asked/);
        count(field, op, holding.length);
      }
    }
  });

  test('nothing in the catalogue was asked fewer than fifty times, and nothing had always the same answer', () => {
    const pairs = pairsAt('event').map(([field, op]) => `${field} ${op}`);
    const tooFew = pairs.filter((pair) => (runs.get(pair)?.asked ?? 0) < perPair);
    expect(tooFew).toEqual([]);
    const neverYes = pairs.filter((pair) => runs.get(pair)?.yes === 0);
    const neverNo = pairs.filter((pair) => runs.get(pair)?.no === 0);
    // These columns are never empty.
    const named = ['status', 'status_category', 'priority', 'requester', 'channel'];
    const alwaysSet = [...named, 'created_at', 'updated_at', 'status_changed_at'];
    expect(neverYes).toEqual(alwaysSet.map((field) => `${field} is_not_set`));
    expect(neverNo).toEqual(alwaysSet.map((field) => `${field} is_set`));
  });
});

describe('a condition that cannot be evaluated is an error, never a no', () => {
  const broken: [string, Condition][] = [
    ['an unknown field', { field: 'colour' as FieldId, op: 'is', value: 'red' }],
    ['an operator the field does not offer', { field: 'priority', op: 'contains', value: 'high' }],
    ['a value outside the list', { field: 'priority', op: 'is', value: 'urgent' }],
    ['a value of another type', { field: 'number', op: 'less_than', value: 'ten' }],
    ['no value', { field: 'subject', op: 'contains' }],
    ['a text without a letter', { field: 'subject', op: 'contains', value: '\u0301' }],
    ['half a character', { field: 'subject', op: 'contains', value: 'a\ud800' }],
    ['too many groups', Array.from({ length: maxDepth + 1 }).reduce<Condition>((c) => ({ not: c }), { all: [] })],
    ['no known shape', {} as Condition],
  ];
  test.each(broken)('%s', (_, condition) => {
    expect(() => conditionSql(condition, asker)).toThrowError(expect.objectContaining({ kind: 'invalid' }));
    const facts = made.tickets[0] as TicketFacts;
    expect(() => holds(condition, facts, asker)).toThrowError(expect.objectContaining({ kind: 'invalid' }));
    const hidden: Condition = { any: [{ all: [] }, condition] };
    expect(() => holds(hidden, facts, asker)).toThrowError(expect.objectContaining({ kind: 'invalid' }));
  });

  test('"me" asked by nobody', () => {
    const nobody: Asker = { now, me: null };
    const mine: Question = { field: 'assignee', op: 'is', value: 'me' };
    expect(() => conditionSql(mine, nobody)).toThrow(/asked by nobody/);
    for (const facts of made.tickets) expect(() => holds(mine, facts, nobody)).toThrow(/asked by nobody/);
  });

  test('the text of a message, where there is no message', () => {
    const question: Question = { field: 'message_text', op: 'contains', value: 'boleto' };
    expect(() => holds(question, made.tickets[0] as TicketFacts, asker)).toThrow(/about a ticket/);
  });
});

function asEvent(facts: TicketFacts): TicketFacts {
  return { ...facts, event: { messageText: facts.number % 3 === 0 ? null : facts.subject } };
}
