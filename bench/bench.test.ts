import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../server/app.ts';
import { type Desk, startDesk } from '../test/server.ts';
import type { BenchCase } from './case.ts';
import { countCases } from './cases/counts.ts';
import { listCases } from './cases/lists.ts';
import { searchCases } from './cases/searches.ts';
import { ticketCases } from './cases/tickets.ts';
import { sqlOf } from './floor.ts';
import { seed } from './seed.ts';
import { benchToken } from './seed-people.ts';
import type { Sizes } from './seed-rows.ts';

const size = 10_000;
let desk: Desk;
let sizes: Sizes;
let cases: BenchCase[];
beforeAll(async () => {
  desk = await startDesk({ isEmpty: true, routes: () => [] });
  sizes = await seed(desk.address, size, () => {});
  const given = { sizes, touch: async () => {} };
  cases = [listCases, ticketCases, searchCases, countCases].flatMap((make) => make(given));
}, 120_000);
afterAll(() => desk.close());

test('the seed holds what it says, and a second run leaves it alone', async () => {
  expect(sizes).toMatchObject({ tickets: size, messages: size + 180, documents: size + 180 });
  expect(sizes.active).toBeGreaterThan(size * 0.08);
  expect(await seed(desk.address, size, () => {})).toEqual(sizes);
});

test('every case is answered with what it is about, and its SQL alone is known', async () => {
  const app = buildApp(desk.p);
  for (const one of cases) {
    for (const url of one.paths.slice(0, 3)) {
      const headers = { host: '127.0.0.1:3000', authorization: `Bearer ${benchToken(one.agent)}` };
      const answer = await app.inject({ method: 'GET', url, headers });
      expect(answer.statusCode, `${one.name} ${url} ${answer.payload}`).toBe(200);
      // A small desk has too few tickets for some lists; everything else must be there.
      if (one.paths.length === 1 || !one.name.startsWith('list')) expect(one.check(answer.json()), one.name).toBe(true);
      expect((await sqlOf(app, one, url)).length).toBeGreaterThan(0);
    }
  }
  await app.close();
});
