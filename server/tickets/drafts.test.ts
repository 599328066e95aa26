import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { newId } from '../platform/ids.ts';

let desk: Desk;
let number: number;
let foreign: number;
beforeAll(async () => {
  desk = await startDesk();
  [number, foreign] = [await newTicket('support'), await newTicket('billing')];
});
afterAll(() => desk?.close());

async function newTicket(team: string): Promise<number> {
  const { body } = await desk.as('olivia', 'token').post('/api/tickets', {
    subject: 'Forno',
    requester: { email: 'carla@padariacentral.example' },
    message: { text: 'Parou.' },
    team,
  });
  return body.ticket.number;
}

const path = (kind: string, of = number) => `/api/tickets/${of}/drafts/${kind}`;
const drafts = async (by: AgentName, how: 'session' | 'token' = 'session') =>
  (await desk.as(by, how).get(`/api/tickets/${number}/drafts`)).body;
const words = (text: string) => ({ text, seen: newId(), mentions: [] });

test('a reply and a note are kept beside each other, and found from another device', async () => {
  const [reply, note] = [words('Olá Carla'), { text: '@Rafael veja', mentions: [{ id: newId(), name: 'Rafael' }] }];
  expect((await desk.as('ana').put(path('reply'), reply)).status).toBe(204);
  expect((await desk.as('ana').put(path('note'), note)).status).toBe(204);
  expect(await drafts('ana', 'token')).toEqual({ reply, note });
  expect((await desk.as('ana').put(path('reply'), { ...reply, text: 'Olá Carla, tudo bem?' })).status).toBe(204);
  expect((await drafts('ana')).reply.text).toBe('Olá Carla, tudo bem?');
  expect((await desk.as('ana').delete(path('reply'))).status).toBe(204);
  expect(await drafts('ana')).toEqual({ reply: null, note });
  expect((await desk.as('ana').delete(path('reply'))).status).toBe(204);
});

test('what is formatted is kept as it came, beside the same words without it', async () => {
  const formatted = { ...words('a'), html: '<p><strong>a</strong></p>' };
  expect((await desk.as('ana').put(path('reply'), formatted)).status).toBe(204);
  expect((await drafts('ana')).reply).toEqual(formatted);
  const tooLong = { ...formatted, html: `<p>${'a'.repeat(500_000)}</p>` };
  expect((await desk.as('ana').put(path('reply'), tooLong)).status).toBe(400);
  expect((await desk.as('ana').put(path('reply'), { ...formatted, html: '' })).status).toBe(400);
  await desk.as('ana').delete(path('reply'));
});

test('nobody reads what another writes', async () => {
  await desk.as('ana').put(path('reply'), words('Ainda penso'));
  expect(await drafts('olivia')).toEqual({ reply: null, note: null });
});

test('where an agent sees no ticket there is nothing to keep or read', async () => {
  const by = desk.as('ana');
  const answers = [
    await by.put(path('reply', foreign), words('x')),
    await by.delete(path('reply', foreign)),
    await by.get(`/api/tickets/${foreign}/drafts`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('they survive signing out', async () => {
  await desk.as('rafael').put(path('note'), { text: 'Depois do almoço', mentions: [] });
  await desk.db.deleteFrom('sessions').where('agent_id', '=', desk.world.agents.rafael.id).execute();
  expect((await drafts('rafael', 'token')).note.text).toBe('Depois do almoço');
});
