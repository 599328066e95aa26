import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { statementsOf } from '../../test/statements.ts';
import { openTicket, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

test('opening a ticket with its messages takes at most 3 statements', async () => {
  const number = await openTicket(desk.as('ana'));
  const sent = await statementsOf(() => desk.as('ana').get(`/api/tickets/${number}?include=messages`));
  expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(3);
  expect(sent.length).toBeGreaterThan(1);
});

test.each(['session', 'token'] as const)('a reply by %s takes at most 6 statements', async (by) => {
  const ana = desk.as('ana', by);
  const number = await openTicket(ana);
  const seen = (await ana.get(`/api/tickets/${number}`)).body.ticket.lastMessageId;
  const body = { kind: 'reply', text: 'Segue o boleto.', status: 'pending', seen };
  const sent = await statementsOf(() => write(ana, number, body));
  expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(6);
  expect(sent.length).toBeGreaterThan(2);
});

test('a change of one field takes at most 5', async () => {
  const number = await openTicket(desk.as('ana'));
  const patch = () => desk.as('ana').patch(`/api/tickets/${number}`, { version: 1, priority: 'high' });
  const sent = await statementsOf(patch);
  expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(5);
});
