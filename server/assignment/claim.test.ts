import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureAssignment } from '../../bench/assignment.ts';
import { addCrowd, outcomeOf } from '../../test/crowd.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { agentActor } from '../agents/reads/actor.ts';
import { openDatabase } from '../platform/database/database.ts';
import type { Platform } from '../platform/platform.ts';
import { giveOut } from './commands/give-out.ts';
import { takeNext } from './commands/next-ticket.ts';

let desks: Desk[] = [];
beforeAll(async () => {
  desks = await Promise.all([startDesk(), startDesk()]);
});
afterAll(() => Promise.all(desks.map((desk) => desk.close())));

test('ten workers at once give each ticket once, break no limit and ask for every required skill', async () => {
  const [desk] = desks as [Desk];
  const other = openDatabase(desk.address, { connections: 5 });
  const second: Platform = { ...desk.p, db: other.db };
  const sizes = { tickets: 300, agents: 20, teams: 5, skills: 6, cap: 3 };
  const figures = await measureAssignment([desk.p, second], { ...sizes, workers: 10 });
  await other.close();
  // Twenty agents with room for ten mails each: the rest waits.
  expect(figures).toMatchObject({ twice: 0, overCap: 0, without: 0 });
  expect(figures.given).toBeGreaterThan(150);
  expect(figures.given + figures.waiting).toBe(300);
}, 60_000);

test('a ticket that somebody holds while the desk looks is given as soon as they let go', async () => {
  const desk = await startDesk();
  const { db, p } = desk;
  await addCrowd(db, { tickets: 1, agents: 2, teams: 1, skills: 1, cap: 9 }, p.clock.now());
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('tickets').select('id').forUpdate().execute();
    expect(await giveOut(p)).toBe(false);
  });
  expect(await giveOut(p)).toBe(true);
  expect(await outcomeOf(db)).toMatchObject({ given: 1, waiting: 0 });
  await desk.close();
});

/** What happens on a desk, in any order and at the same time. */
type Act = { kind: 'give' } | { kind: 'next'; agent: number } | { kind: 'solve' };

test('whatever happens at the same time, the desk gives nobody more than their limit', async () => {
  const desk = desks[1] as Desk;
  const { db, p } = desk;
  await addCrowd(db, { tickets: 60, agents: 6, teams: 3, skills: 2, cap: 1.2 }, p.clock.now());
  const agents = await db.selectFrom('agents').select('id').where('email', 'like', 'crowd%').orderBy('id').execute();
  const actors = await Promise.all(agents.map(({ id }) => agentActor(db, id, true)));
  const act = (one: Act): Promise<unknown> => {
    if (one.kind === 'give') return giveOut(p);
    if (one.kind === 'next') return takeNext(p, actors[one.agent % actors.length] as (typeof actors)[number]);
    return solveSome(db);
  };
  const acts = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Act>({ kind: 'give' }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('next' as const), agent: fc.nat(5) }) },
    { weight: 2, arbitrary: fc.constant<Act>({ kind: 'solve' }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(acts, { minLength: 2, maxLength: 6 }), { maxLength: 4 }), async (rounds) => {
      await reopenAll(db);
      for (const round of rounds) {
        await Promise.all(round.map(act));
        expect(await outcomeOf(db)).toMatchObject({ overCap: 0, without: 0 });
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);

function solveSome(db: Desk['db']) {
  return sql`update tickets set status_category = 4 where id in (select id from tickets
    where number > 1000000 and status_category = 1 order by id limit 5 for update skip locked)`.execute(db);
}

function reopenAll(db: Desk['db']) {
  return sql`update tickets set status_category = 0, assignee_id = null where number > 1000000`.execute(db);
}
