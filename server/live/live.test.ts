import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { startSequencer } from '../platform/event-log/log-sequencer.ts';

let desk: Desk;
let sequencer: ReturnType<typeof startSequencer>;
let port: number;
const open: AbortController[] = [];

beforeAll(async () => {
  desk = await startDesk();
  sequencer = startSequencer(desk.p);
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  port = (desk.app.server.address() as { port: number }).port;
});
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});
afterAll(async () => {
  await sequencer.stop();
  await desk.close();
});

type Told = { id: string | null; data: { type: string; number?: number; noun?: string } };

/** Listens as a browser does; `told` grows as events arrive, `isOpen` falls when the desk ends the stream. */
async function listen(agent: AgentName, headers: Record<string, string> = {}, query = '') {
  const stop = new AbortController();
  open.push(stop);
  const answer = await fetch(`http://127.0.0.1:${port}/api/stream${query}`, {
    headers: { cookie: `atende=${desk.world.agents[agent].sessionToken}`, ...headers },
    signal: stop.signal,
  });
  const told: Told[] = [];
  const state = { told, isOpen: true, status: answer.status, headers: answer.headers };
  const read = async () => {
    let rest = '';
    for await (const bytes of answer.body ?? []) {
      rest += Buffer.from(bytes).toString();
      const messages = rest.split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) told.push(...parse(message));
    }
  };
  read()
    .catch(() => undefined)
    .finally(() => {
      state.isOpen = false;
    });
  if (answer.status === 200) await expect.poll(() => told[0]?.data.type).toBe('hello');
  return state;
}

function parse(message: string): Told[] {
  const lines = message.split('\n');
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
  const id = lines.find((line) => line.startsWith('id: '))?.slice(4) ?? null;
  return data ? [{ id, data: JSON.parse(data) }] : [];
}

async function newTicket(more: object = {}): Promise<number> {
  const { status, body } = await desk.as('olivia', 'token').post('/api/tickets', {
    subject: 'A nota fiscal',
    requester: { email: 'carla@padariacentral.example' },
    message: { text: 'Não chegou.' },
    ...more,
  });
  expect(status).toBe(201);
  return body.number ?? body.ticket.number;
}

const numbers = (told: Told[]) => told.flatMap(({ data }) => data.number ?? []);

test('a new ticket is told to who may see it, within a moment, and to nobody else', async () => {
  const [ana, bruno, lia] = [await listen('ana'), await listen('bruno'), await listen('lia')];
  const number = await newTicket({ team: 'support' });
  await expect.poll(() => numbers(ana.told), { timeout: 2_000 }).toEqual([number]);
  const mine = await newTicket({ team: 'billing', assignee: desk.world.agents.lia.email });
  await expect.poll(() => numbers(bruno.told)).toEqual([mine]);
  await expect.poll(() => numbers(lia.told)).toEqual([mine]);
  expect(numbers(ana.told)).toEqual([number]);
});

test('the stream says ids only, and its headers keep it unbuffered and uncached', async () => {
  const ana = await listen('ana');
  await newTicket({ team: 'support' });
  await expect.poll(() => numbers(ana.told)).toHaveLength(1);
  expect(JSON.stringify(ana.told)).not.toMatch(/fiscal|carla/i);
  expect(ana.headers.get('content-type')).toContain('text/event-stream');
  expect(ana.headers.get('cache-control')).toContain('no-store');
  expect(ana.headers.get('x-content-type-options')).toBe('nosniff');
});

test('who loses sight of a ticket is told of that change, and of no later one', async () => {
  const ana = await listen('ana');
  const number = await newTicket({ team: 'support' });
  await expect.poll(() => numbers(ana.told)).toEqual([number]);
  const change = async (patch: object) => {
    const { body } = await desk.as('olivia', 'token').get(`/api/tickets/${number}`);
    const { version } = body.ticket;
    expect((await desk.as('olivia', 'token').patch(`/api/tickets/${number}`, { version, ...patch })).status).toBe(200);
  };
  await change({ team: 'billing' });
  await expect.poll(() => numbers(ana.told)).toEqual([number, number]);
  await change({ priority: 'high' });
  const next = await newTicket({ team: 'support' });
  await expect.poll(() => numbers(ana.told)).toEqual([number, number, next]);
});

test('a collaborator hears of a ticket they follow', async () => {
  const caio = await listen('caio');
  const number = await newTicket({ team: 'support' });
  await newTicket({ team: 'support' });
  const { id } = await desk.db
    .selectFrom('tickets')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  await desk.db.insertInto('followers').values({ ticket_id: id, agent_id: desk.world.agents.caio.id }).execute();
  await desk.as('olivia', 'token').post(`/api/tickets/${number}/messages`, { kind: 'note', text: 'Veja isto.' });
  await expect.poll(() => [...new Set(numbers(caio.told))]).toEqual([number]);
});

test('a browser that comes back gets what it missed', async () => {
  const first = await listen('ana');
  await newTicket({ team: 'support' });
  await expect.poll(() => numbers(first.told)).toHaveLength(1);
  const lastId = first.told.at(-1)?.id ?? '';
  open.pop()?.abort();
  const missed = await newTicket({ team: 'support' });
  await newTicket({ team: 'billing' });
  await expect.poll(unnumbered).toBe(0);
  const second = await listen('ana', { 'last-event-id': lastId });
  await expect.poll(() => numbers(second.told)).toEqual([missed]);
});

test('what happened between a page and its stream is told first', async () => {
  const { position } = (await desk.as('ana').get('/api/session')).body;
  const missed = await newTicket({ team: 'support' });
  await expect.poll(unnumbered).toBe(0);
  const ana = await listen('ana', {}, `?after=${position}`);
  await expect.poll(() => numbers(ana.told)).toEqual([missed]);
  expect(ana.told.map(({ data }) => data.type)).not.toContain('reset');
  expect((await desk.visitor.get('/api/session')).body).toEqual({ me: null, position: null });
});

test.each(['999999999', '-5', 'x'])('a browser with the position %s is not led astray', async (id) => {
  const ana = await listen('ana', { 'last-event-id': id });
  const types = () => ana.told.map(({ data }) => data.type);
  if (id === '999999999') await expect.poll(types).toEqual(['hello', 'reset']);
  else expect(types()).toEqual(['hello']);
});

test('a browser that was away for too long is told to ask for everything', async () => {
  const before = await listen('ana');
  const lastId = before.told[0]?.id ?? '';
  const events = Array.from({ length: 1_001 }, () => ({ type: 'agent.changed', actor_kind: 'system' as const }));
  await desk.db.insertInto('events').values(events).execute();
  const last = await newTicket({ team: 'support' });
  await expect.poll(() => numbers(before.told), { timeout: 5_000 }).toContain(last);
  const after = await listen('ana', { 'last-event-id': lastId });
  await expect.poll(() => after.told.map(({ data }) => data.type)).toContain('reset');
});

test('a new notification is told to its agent alone', async () => {
  const [ana, bruno] = [await listen('ana'), await listen('bruno')];
  const notice = { uuid: crypto.randomUUID(), agent_id: desk.world.agents.ana.id, type: 'mentioned' };
  await desk.db.insertInto('notifications').values(notice).execute();
  await expect.poll(() => ana.told.map(({ data }) => data.type), { timeout: 3_000 }).toContain('notifications');
  expect(bruno.told.map(({ data }) => data.type)).not.toContain('notifications');
});

test('changed teams and business hours are told as stale lists; parked mail and policies only to who may see them', async () => {
  const [ana, adao] = [await listen('ana'), await listen('adao')];
  for (const type of ['team.changed', 'inbound.parked', 'business_hours.changed', 'sla_policies.changed']) {
    await desk.db.insertInto('events').values({ type, actor_kind: 'system' }).execute();
  }
  const nouns = (told: Told[]) => told.flatMap(({ data }) => data.noun ?? []).sort();
  await expect.poll(() => nouns(adao.told)).toEqual(['business-hours', 'parked', 'sla-policies', 'teams']);
  expect(nouns(ana.told)).toEqual(['business-hours', 'teams']);
});

test('the stream of a session that is revoked ends within five seconds', async () => {
  const bruno = await listen('bruno');
  await desk.db.deleteFrom('sessions').where('agent_id', '=', desk.world.agents.bruno.id).execute();
  await expect.poll(() => bruno.isOpen, { timeout: 5_000 }).toBe(false);
});

test('a role that was taken away is felt by a stream that is open', async () => {
  const rafael = await listen('rafael');
  await desk.db.updateTable('agents').set({ role: 'limited' }).where('id', '=', desk.world.agents.rafael.id).execute();
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  await newTicket({ team: 'support' });
  const mine = await newTicket({ team: 'support', assignee: desk.world.agents.rafael.email });
  await expect.poll(() => numbers(rafael.told)).toEqual([mine]);
});

test('eight tabs stay live at once; a runaway script is stopped', async () => {
  const tabs = await Promise.all(Array.from({ length: 8 }, () => listen('ana')));
  const number = await newTicket({ team: 'support' });
  for (const tab of tabs) await expect.poll(() => numbers(tab.told)).toEqual([number]);
  const more = await Promise.all(Array.from({ length: 30 }, () => listen('ana')));
  expect(more.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(8);
});

test('nobody listens without signing in', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/stream`);
  expect(answer.status).toBe(401);
});

test('stopping the desk ends the streams and does not wait for them', async () => {
  const { buildApp } = await import('../app.ts');
  const second = buildApp(desk.p);
  await second.listen({ port: 0, host: '127.0.0.1' });
  const old = port;
  port = (second.server.address() as { port: number }).port;
  const ana = await listen('ana');
  const begun = Date.now();
  await second.close();
  expect(Date.now() - begun).toBeLessThan(1_500);
  await expect.poll(() => ana.isOpen).toBe(false);
  port = old;
});

async function unnumbered(): Promise<number> {
  return (await desk.db.selectFrom('events').select('id').where('position', 'is', null).execute()).length;
}
