import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { buildApp } from '../app.ts';

/** Two web processes on one database, as far as they know of each other. */
let desk: Desk;
let other: ReturnType<typeof buildApp>;
const open: AbortController[] = [];
beforeAll(async () => {
  desk = await startDesk();
  other = buildApp(desk.p);
  await Promise.all([desk.app, other].map((app) => app.listen({ port: 0, host: '127.0.0.1' })));
});
afterAll(async () => {
  for (const one of open) one.abort();
  await other.close();
  await desk.close();
});

type Seen = Record<string, string>;

/** Listens at a process as a browser does; the answer says who does what at a ticket just now. */
async function listenAt(app: typeof other, by: AgentName): Promise<(number: number) => Seen> {
  const { port } = app.server.address() as { port: number };
  const stop = new AbortController();
  open.push(stop);
  const headers = { cookie: `atende=${desk.world.agents[by].sessionToken}` };
  const answer = await fetch(`http://127.0.0.1:${port}/api/stream`, { headers, signal: stop.signal });
  const at = new Map<number, Seen>();
  let isHere = false;
  const read = async () => {
    let rest = '';
    for await (const bytes of answer.body ?? []) {
      rest += Buffer.from(bytes).toString();
      const messages = rest.split('\n\n');
      rest = messages.pop() ?? '';
      for (const line of messages.flatMap((message) => message.split('\n'))) {
        if (!line.startsWith('data: ')) continue;
        const told = JSON.parse(line.slice(6));
        isHere ||= told.type === 'hello';
        if (told.type === 'onlookers') at.set(told.number, seen(told.agents));
      }
    }
  };
  void read().catch(() => undefined);
  await expect.poll(() => isHere).toBe(true);
  return (number) => at.get(number) ?? {};
}

function seen(agents: { id: string; doing: string }[]): Seen {
  const { agents: cast } = desk.world;
  const nameOf = (id: string) => Object.keys(cast).find((key) => cast[key as AgentName].uuid === id) ?? id;
  return Object.fromEntries(agents.map(({ id, doing }) => [nameOf(id), doing]));
}

async function newTicket(team: string): Promise<number> {
  const { body } = await desk.as('olivia', 'token').post('/api/tickets', {
    subject: 'Forno',
    requester: { email: 'carla@padariacentral.example' },
    message: { text: 'Parou.' },
    team,
  });
  return body.ticket.number;
}

const says = async (by: AgentName, number: number, doing: string) =>
  (await desk.as(by).put(`/api/tickets/${number}/onlooking`, { doing })).status;

test('who looks and who types is seen by agents at either process within half a second, and by nobody who may not see the ticket', async () => {
  const number = await newTicket('support');
  const [ana, rafael, bruno] = [
    await listenAt(desk.app, 'ana'),
    await listenAt(other, 'rafael'),
    await listenAt(other, 'bruno'),
  ];
  // The second process begins to listen to the first a moment after its first stream.
  await expect
    .poll(async () => ((await says('ana', number, 'viewing')) === 204 ? rafael(number) : {}), { timeout: 5_000 })
    .toEqual({ ana: 'viewing' });
  const before = performance.now();
  expect(await says('ana', number, 'typing')).toBe(204);
  await expect.poll(() => rafael(number), { interval: 10 }).toEqual({ ana: 'typing' });
  expect(performance.now() - before).toBeLessThan(500);
  await says('rafael', number, 'viewing');
  await expect.poll(() => ana(number)).toEqual({ ana: 'typing', rafael: 'viewing' });
  await says('ana', number, 'gone');
  await expect.poll(() => rafael(number)).toEqual({ rafael: 'viewing' });
  expect(bruno(number)).toEqual({});

  const late = await listenAt(other, 'olivia');
  await expect.poll(() => late(number)).toEqual({ rafael: 'viewing' });
});

test('a ticket out of scope is not looked at', async () => {
  const number = await newTicket('billing');
  expect(await says('ana', number, 'viewing')).toBe(404);
  // Who loses sight of a ticket still leaves it.
  expect(await says('ana', number, 'gone')).toBe(204);
});
