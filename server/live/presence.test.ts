import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { buildApp } from '../app.ts';

let desk: Desk;
let other: ReturnType<typeof buildApp>;
beforeAll(async () => {
  desk = await startDesk();
  other = buildApp(desk.p);
  await Promise.all([desk.app, other].map((app) => app.listen({ port: 0, host: '127.0.0.1' })));
});
afterAll(async () => {
  await other.close();
  await desk.close();
});

async function listenAt(app: typeof other): Promise<AbortController> {
  const { port } = app.server.address() as { port: number };
  const stop = new AbortController();
  const headers = { cookie: `atende=${desk.world.agents.ana.sessionToken}` };
  const answer = await fetch(`http://127.0.0.1:${port}/api/stream`, { headers, signal: stop.signal });
  expect(answer.status).toBe(200);
  return stop;
}

const isOnline = async (name = 'Ana Lima') =>
  (await desk.as('adao').get('/api/agent-limits')).body.limits.find(
    ({ agent }: { agent: { name: string } }) => agent.name === name,
  ).isOnline;
const onlineFor = async () => {
  const row = await desk.db.selectFrom('agent_presence').select('online_until').executeTakeFirst();
  return row === undefined ? 0 : (row.online_until.getTime() - desk.clock.now().getTime()) / 1000;
};

test('an agent is online while a stream is open at any of several processes, and soon after not', async () => {
  expect(await isOnline()).toBe(false);
  const here = await listenAt(desk.app);
  await expect.poll(() => isOnline()).toBe(true);
  // What a stream writes as it opens is waited for: a later line would speak of whichever came last.
  desk.clock.advance(1);
  const there = await listenAt(other);
  await expect.poll(onlineFor).toBeGreaterThan(44.5);

  here.abort();
  await expect.poll(onlineFor).toBeLessThan(26);
  // The other process tells of its stream every twenty seconds, which is soon enough.
  expect(await onlineFor()).toBeGreaterThan(20);
  const again = await listenAt(desk.app);
  await expect.poll(onlineFor).toBeGreaterThan(26);
  again.abort();
  there.abort();
  await expect.poll(onlineFor).toBeLessThan(26);
  desk.clock.advance(26);
  expect(await isOnline()).toBe(false);
});

test('a program without a stream says that its agent is there', async () => {
  expect((await desk.as('bruno', 'token').post('/api/presence')).status).toBe(204);
  expect(await isOnline('Bruno Dias')).toBe(true);
  desk.clock.advance(80);
  expect(await isOnline('Bruno Dias')).toBe(true);
  desk.clock.advance(11);
  expect(await isOnline('Bruno Dias')).toBe(false);
});
