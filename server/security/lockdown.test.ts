import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';

let desk: Desk | undefined;
const streams: AbortController[] = [];
beforeEach(async () => {
  await desk?.close();
  desk = await startDesk();
});
afterAll(async () => {
  for (const one of streams) one.abort();
  await desk?.close();
});

const here = () => desk as Desk;
const statusOf = async (name: AgentName, by: 'session' | 'token') => (await here().as(name, by).get('/api/me')).status;
const lockDown = (by: AgentName, tokens: boolean, how: 'session' | 'token' = 'session') =>
  here().as(by, how).post('/api/security/lockdown', { tokens });

test('the owner signs everybody else out at once, and the API goes on', async () => {
  const answer = await lockDown('olivia', false);
  expect([answer.status, answer.body]).toEqual([200, { sessions: 6, tokens: 0 }]);
  expect(await statusOf('olivia', 'session')).toBe(200);
  for (const name of ['adao', 'ana', 'caio'] as const) {
    expect([name, await statusOf(name, 'session')]).toEqual([name, 401]);
    expect([name, await statusOf(name, 'token')]).toEqual([name, 200]);
  }
  const { entries } = (await here().as('olivia').get('/api/audit')).body;
  expect(entries[0]).toMatchObject({ action: 'security.lockdown', actor: 'Olívia Prado', details: { sessions: 6 } });
});

test('with the tokens, programs are out as well', async () => {
  expect((await lockDown('olivia', true)).body).toEqual({ sessions: 6, tokens: 7 });
  for (const name of ['olivia', 'adao', 'ana'] as const) {
    expect([name, await statusOf(name, 'token')]).toEqual([name, 401]);
  }
  expect(await statusOf('olivia', 'session')).toBe(200);
});

test('nobody but an owner may, and then nothing happens', async () => {
  const admin = await lockDown('adao', true);
  expect([admin.status, admin.body.error.code]).toEqual([403, 'owner_only']);
  expect((await lockDown('ana', true)).status).toBe(403);
  for (const name of ['olivia', 'adao', 'ana'] as const) expect(await statusOf(name, 'session')).toBe(200);
});

test('by API token every session ends: a cookie beside it keeps none', async () => {
  const { ana, olivia } = here().world.agents;
  const headers = { cookie: `atende=${ana.sessionToken}`, authorization: `Bearer ${olivia.apiToken}` };
  const answer = await here().visitor.post('/api/security/lockdown', { tokens: false }, { headers });
  expect(answer.body).toEqual({ sessions: 7, tokens: 0 });
  expect(await statusOf('ana', 'session')).toBe(401);
});

test('live streams of those who are out close within five seconds, the owner’s stays', async () => {
  await here().app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = here().app.server.address() as { port: number };
  const listen = async (name: AgentName) => {
    const stop = new AbortController();
    streams.push(stop);
    const cookie = `atende=${here().world.agents[name].sessionToken}`;
    const answer = await fetch(`http://127.0.0.1:${port}/api/stream`, { headers: { cookie }, signal: stop.signal });
    expect(answer.status).toBe(200);
    const state = { isOpen: true };
    const read = async () => {
      for await (const bytes of answer.body ?? []) void bytes;
    };
    void read()
      .catch(() => undefined)
      .finally(() => {
        state.isOpen = false;
      });
    return state;
  };
  const [olivia, adao, ana] = [await listen('olivia'), await listen('adao'), await listen('ana')];
  expect((await lockDown('olivia', false)).status).toBe(200);
  await expect.poll(() => [adao.isOpen, ana.isOpen], { timeout: 5_000 }).toEqual([false, false]);
  expect(olivia.isOpen).toBe(true);
  for (const one of streams) one.abort();
});
