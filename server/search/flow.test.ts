import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const found = async (q: string) => {
  const { body } = await desk.as('olivia').get('/api/search', { query: { q } });
  return body.hits.map((hit: { ticket: { number: number } }) => hit.ticket.number);
};

test('a ticket is found, listed and counted as soon as it is opened', async () => {
  const opened = await desk.as('olivia').post('/api/tickets', {
    subject: 'Configurações da impressora',
    requester: { email: 'nova@cliente.example', name: 'Nova Cliente' },
    message: { text: 'Pedido XK-4471: a luz pisca sem parar.' },
    priority: 'high',
    tags: ['vip'],
  });
  expect(opened.status, opened.text).toBe(201);
  const { number } = opened.body;

  for (const q of ['configuração', 'IMPRESSORAS', 'xk4471', '"luz pisca"', `#${number}`]) {
    expect(await found(q), q).toContain(number);
  }
  const list = await desk.as('olivia').get('/api/tickets?view=critical-and-high');
  expect(list.body.tickets).toMatchObject([
    { number, priority: 'high', tags: ['vip'], requester: { name: 'Nova Cliente' } },
  ]);
  const { body } = await desk.as('olivia').get('/api/views');
  expect(body.views.find(({ slug }: { slug: string }) => slug === 'critical-and-high').count).toBe(1);
});

test('a note is found by agents, and what the customer never saw stays inside', async () => {
  const { body } = await desk.as('ana').post('/api/tickets', {
    subject: 'Boleto',
    requester: { email: 'nova@cliente.example' },
    message: { text: 'Segunda via, por favor.' },
  });
  const noted = await desk
    .as('ana')
    .post(`/api/tickets/${body.number}/messages`, { kind: 'note', text: 'Cliente inadimplente.' });
  expect(noted.status, noted.text).toBe(201);
  expect(await found('inadimplentes')).toEqual([body.number]);
});
