import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { FieldId } from '../../../domain/conditions/catalogue.ts';
import { type Condition, maxDepth, type Question } from '../../../domain/conditions/condition.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import { holds, prepare } from '../../../domain/conditions/holds.ts';
import type { OperatorId } from '../../../domain/conditions/operators.ts';
import { subjectOf } from '../../../domain/conditions/subject.ts';
import { cloneDatabase } from '../../../test/database.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import type { Db } from '../../platform/platform.ts';
import { readAsker } from './asker.ts';
import { conditionSql } from './conditions.ts';
import { readFacts } from './facts.ts';
import { catalogue, makeQuestion, makeTree, pairsAt } from './random-desk/conditions.fixture.ts';
import { pick, seeded } from './random-desk/random.fixture.ts';
import { addTickets, type Made } from './random-desk/tickets.fixture.ts';

const perPair = 15;
const trees = 1_200;
/** A Monday after the clocks were turned back in Berlin. */
const now = new Date('2026-10-26T12:00:00.000Z');

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
  const onHours: Condition = { field: 'is_open_now', op: 'is', value: true };
  asker = { ...(await readAsker(db, { now, me: made.me }, [onHours])), catalogue };
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
  const test = prepare(condition, 'ticket', catalogue);
  const holding = made.tickets.filter((facts) => test(subjectOf(facts, asker)));
  return holding.map((facts) => facts.number).sort((a, b) => a - b);
}

function count(field: FieldId, op: OperatorId, holding: number): void {
  const pair = runs.get(`${field} ${op}`) ?? { asked: 0, yes: 0, no: 0 };
  const no = pair.no + made.tickets.length - holding;
  runs.set(`${field} ${op}`, { asked: pair.asked + 1, yes: pair.yes + holding, no });
}

test('a ticket read for its conditions is what was written', async () => {
  for (const facts of made.tickets) {
    const read = await readFacts(db, { ticketId: made.ids.get(facts.number) ?? 0 });
    const sorted = (one: TicketFacts | null) => JSON.stringify(one, (_, value) => inOrder(value));
    expect(sorted(read)).toBe(sorted({ ...facts, status: { id: facts.status.id, key: facts.status.key } }));
  }
});

test('an event read for its conditions says what it changed, by the names of the world', async () => {
  const [ticket] = made.tickets;
  const team = made.tickets.find((facts) => facts.team)?.team;
  const changes = { teamId: [null, team?.id], priority: ['low', 'high'], 'field:amount': [1, null] } as const;
  const event = { messageId: null, changes };
  const read = await readFacts(db, { ticketId: made.ids.get(ticket?.number ?? 0) ?? 0, event });
  expect(read?.event?.before).toMatchObject({ team: null, priority: 'low', customFields: { amount: 1 } });
  expect(read?.event?.after).toMatchObject({ team, priority: 'high' });
  expect(read?.event?.after?.customFields?.amount).toBeUndefined();
});

test('calendars are read only where a condition asks for business hours', async () => {
  const plain: Condition = { field: 'created_at', op: 'hours_since_more_than', value: 1 };
  expect((await readAsker(db, { now, me: null }, [plain])).calendars).toBeUndefined();
  const business: Condition = { field: 'created_at', op: 'business_hours_since_more_than', value: 1 };
  const read = (await readAsker(db, { now, me: null }, [{ not: { any: [business] } }])).calendars;
  expect(read?.map(({ calendar }) => calendar)).toEqual(made.calendars.map(({ calendar }) => calendar));
});

describe('a condition means the same to one ticket and to all of them', () => {
  test('every field with every operator, fifteen times each', async () => {
    const random = seeded(20261121);
    const questions = pairsAt('sql').flatMap((pair) =>
      Array.from({ length: perPair }, () => makeQuestion(random, pair, made)),
    );
    const answers = await bySql(questions);
    for (const [index, question] of questions.entries()) {
      const expected = byPredicate(question);
      expect(answers[index], JSON.stringify(question)).toEqual(expected);
      count(question.field, question.op, expected.length);
    }
  });

  test('conditions put together at random, nested to the depth that is allowed', { timeout: 60_000 }, async () => {
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
    const inSql = new Set(pairsAt('sql').map(({ field, op }) => `${field} ${op}`));
    const others = pairsAt('event').filter(({ field, op }) => !inSql.has(`${field} ${op}`));
    expect(others.map(({ field, op }) => `${field} ${op}`)).toContain('subject matches');
    const events = made.tickets.map((facts) => asEvent(facts, pick(random, made.tickets)));
    for (const { field, op } of others) {
      for (let time = 0; time < perPair; time++) {
        const question = makeQuestion(random, { field, op }, made);
        const test = prepare(question, 'event', catalogue);
        const holding = events.filter((facts) => test(subjectOf(facts, asker)));
        expect(() => conditionSql(question, asker)).toThrow(/cannot be asked/);
        count(field, op, holding.length);
      }
    }
  });

  test('nothing in the catalogue was asked fewer than fifteen times, and nothing had always the same answer', () => {
    const pairs = pairsAt('event').map(({ field, op }) => `${field} ${op}`);
    const tooFew = pairs.filter((pair) => (runs.get(pair)?.asked ?? 0) < perPair);
    expect(tooFew).toEqual([]);
    const neverYes = pairs.filter((pair) => runs.get(pair)?.yes === 0);
    const neverNo = pairs.filter((pair) => runs.get(pair)?.no === 0);
    expect({ neverYes, neverNo }).toEqual({ neverYes: [], neverNo: [] });
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

function inOrder(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An event that made of a ticket what it is, and found it like another one. */
function asEvent(facts: TicketFacts, before: TicketFacts): TicketFacts {
  return { ...facts, event: { messageText: facts.number % 3 === 0 ? null : facts.subject, before, after: {} } };
}
