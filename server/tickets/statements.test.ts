import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { openTicket, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());
afterEach(() => vi.restoreAllMocks());

/** The statements a request sends to PostgreSQL, authentication included, the transaction's own words not. */
async function statementsOf(request: () => Promise<{ status: number }>): Promise<string[]> {
  const sent: string[] = [];
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const text = typeof given[0] === 'string' ? given[0] : (given[0] as { text?: string }).text;
    if (text && !/^\s*(begin|start transaction|commit|rollback)/i.test(text)) sent.push(text);
    return (query as (...all: unknown[]) => never).apply(this, given);
  });
  const { status } = await request();
  expect(status).toBeLessThan(300);
  return sent;
}

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
