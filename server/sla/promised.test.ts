import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SlaMetric } from '../../domain/sla/policy.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { readPromise } from './reads/promised.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.as('olivia').patch('/api/settings', { timeZone: 'America/Sao_Paulo' });
  desk.clock.set(new Date('2026-11-09T10:30-03:00'));
});
afterAll(async () => desk?.close());

/** A ticket nobody has computed a clock of yet. */
async function open(fields: Record<string, unknown> = {}): Promise<number> {
  const message = { text: 'O forno parou.' };
  const requester = { email: 'carla@padariacentral.example' };
  const body = { subject: 'Forno', requester, message, ...fields };
  const { ticket } = (await desk.as('ana', 'token').post('/api/tickets', body)).body;
  return ticket.number;
}

async function promised(number: number, metric: SlaMetric = 'first_reply', language = 'pt-BR') {
  const query = desk.db.selectFrom('tickets').select('id').where('number', '=', number);
  const { id } = await query.executeTakeFirstOrThrow();
  return readPromise(desk.db, { ticketId: id, metric, language, now: desk.clock.now() });
}

test('a customer can be told until when, before any clock was kept', async () => {
  const number = await open();
  expect(await promised(number)).toBe('até terça-feira, 9h35 (horário de Brasília)');
  expect(await promised(number, 'first_reply', 'en')).toBe('by Tuesday, 9:35 AM (Brasilia Time)');
  expect(await promised(number, 'resolution')).toBe('até sexta-feira, 14h35 (horário de Brasília)');
});

test('nothing is said of what is not promised, was given or rests', async () => {
  const number = await open();
  expect(await promised(number, 'next_reply')).toBe(null);
  const reply = { kind: 'reply', text: 'Já vamos ver.', status: 'pending' };
  await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, reply);
  expect([await promised(number), await promised(number, 'resolution')]).toEqual([null, null]);
  const policy = (await desk.as('olivia').get('/api/sla-policies')).body.policies[0];
  await desk.as('olivia').patch(`/api/sla-policies/${policy.id}`, { isEnabled: false });
  expect(await promised(await open())).toBe(null);
});

test('a promise that was broken already is not repeated', async () => {
  const policy = (await desk.as('olivia').get('/api/sla-policies')).body.policies[0];
  await desk.as('olivia').patch(`/api/sla-policies/${policy.id}`, { isEnabled: true });
  const number = await open();
  desk.clock.advance(7 * 86_400);
  expect(await promised(number)).toBe(null);
});
