import { sql } from 'kysely';
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

test('fields are asked for by their key, alone or among words, in either language', async () => {
  const open = async (order: string, text: string) => {
    const opened = await desk.as('olivia', 'token').post('/api/tickets', {
      subject: 'Entrega',
      requester: { email: 'nova@cliente.example' },
      message: { text },
      fields: { order_number: order, amount: 12.5 },
    });
    expect(opened.status, opened.text).toBe(201);
    return opened.body.ticket.number;
  };
  const [late, broken] = [await open('ZX-900', 'Chegou atrasado.'), await open('ZX-901', 'Chegou quebrado.')];
  expect(await found('field:order_number:ZX-900')).toEqual([late]);
  expect(await found('campo:order_number:zx*')).toEqual([broken, late]);
  expect(await found('campo:order_number:ZX* quebrado')).toEqual([broken]);
  expect(await found('chegou -field:order_number:ZX-900')).toEqual([broken]);
  expect(await found('field:amount>12 field:order_number="zx-901"')).toEqual([broken]);
  expect(await found('field:amount>13 chegou')).toEqual([]);
  expect(await found('field:order_number:ZX-900 entrega')).toEqual([late]);
  expect(await found('field:shoe:42 chegou')).toEqual([]);

  const pages: number[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query: Record<string, string> = { q: 'field:order_number:ZX*', limit: '1', ...(after && { after }) };
    const { body } = await desk.as('olivia').get('/api/search', { query });
    pages.push(...body.hits.map((hit: { ticket: { number: number } }) => hit.ticket.number));
    after = body.next;
  }
  expect(pages).toEqual([broken, late]);
});

test('a field leads nobody to a ticket they may not see', async () => {
  const { body } = await desk.as('olivia', 'token').post('/api/tickets', {
    subject: 'Cofre',
    requester: { email: 'nova@cliente.example' },
    message: { text: 'Segredo.' },
    fields: { order_number: 'SECRET-1' },
    team: 'billing',
  });
  const q = 'field:order_number:SECRET-1';
  expect(await found(q)).toEqual([body.ticket.number]);
  expect((await desk.as('ana').get('/api/search', { query: { q } })).body.hits).toEqual([]);
  expect((await desk.as('ana').get('/api/search', { query: { q: `${q} segredo` } })).body.hits).toEqual([]);
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

test('the box takes whatever a condition says of tickets, by names and addresses, in either language', async () => {
  const open = async (subject: string, more: object = {}) => {
    const body = {
      subject,
      requester: { email: 'ivo@oficina.example', name: 'Ivo Prates' },
      message: { text: 'Peça estilhaçada.' },
    };
    const opened = await desk.as('olivia', 'token').post('/api/tickets', { ...body, ...more });
    expect(opened.status, opened.text).toBe(201);
    return opened.body.number as number;
  };
  const high = await open('Engrenagem', { priority: 'high', tags: ['garantia'] });
  const low = await open('Correia', { priority: 'low' });
  const assigned = await desk.as('ana').get(`/api/tickets/${high}`);
  await desk
    .as('olivia')
    .patch(`/api/tickets/${high}`, { version: assigned.body.ticket.version, assignee: 'ana@atende.example' });

  for (const [q, expected] of [
    ['estilhaçada priority>=high', [high]],
    ['estilhaçada -priority>=high', [low]],
    ['requester:ivo@oficina.example', [low, high]],
    ['solicitante:"Ivo Prates" etiqueta:garantia', [high]],
    ['estilhaçada assignee:"Ana Lima"', [high]],
    ['estilhaçada responsável:*', [high]],
    ['estilhaçada situação:novo criado<2h', [low]],
    ['estilhaçada created<2020-01-01', []],
    ['email:ivo@oficina.example -tag:garantia', [low]],
  ] as const) {
    expect(await found(q), q).toEqual([...expected]);
  }
  const mine = await desk.as('ana').get('/api/search', { query: { q: 'estilhaçada assignee:me' } });
  expect(mine.body.hits.map((hit: { ticket: { number: number } }) => hit.ticket.number)).toEqual([high]);
  expect(mine.body.asked).toMatchObject([
    { text: 'assignee:me', condition: { field: 'assignee', value: 'me' }, problem: null },
  ]);
});

test('what cannot be read says why and is looked for as words; a time zone nobody knows is refused', async () => {
  const { body } = await desk.as('olivia').get('/api/search', { query: { q: 'team:nowhere' } });
  expect(body.asked).toMatchObject([{ text: 'team:nowhere', condition: null, problem: { code: 'unknown_value' } }]);
  const refused = await desk.as('olivia').get('/api/search', { query: { q: 'created>2d', timeZone: 'Mars/Phobos' } });
  expect(refused.status).toBe(400);
});

test('a search tells nobody who is a customer: names are looked up among those the reader may know', async () => {
  const body = {
    subject: 'Correia',
    requester: { email: 'oculta@cliente.example', name: 'Oculta Reis' },
    message: { text: 'Oi.' },
  };
  const { number } = (await desk.as('olivia', 'token').post('/api/tickets', body)).body;
  const asked = async (agent: 'lia' | 'olivia', q: string) =>
    (await desk.as(agent).get('/api/search', { query: { q } })).body.asked[0];
  for (const q of ['requester:oculta@cliente.example', 'requester:"Oculta Reis"']) {
    expect(await asked('olivia', q), q).toMatchObject({ condition: { field: 'requester' } });
    expect(await asked('lia', q), q).toMatchObject({ condition: null, problem: { code: 'unknown_value' } });
  }
  const { version } = (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;
  await desk.as('olivia').patch(`/api/tickets/${number}`, { version, assignee: 'lia@atende.example' });
  expect(await asked('lia', 'requester:oculta@cliente.example')).toMatchObject({ condition: { field: 'requester' } });
});

test('what takes too long to find is refused with what to do, and keeps nobody waiting', async () => {
  const locked = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const holding = desk.db.transaction().execute(async (tx) => {
    await sql`lock table contacts in access exclusive mode`.execute(tx);
    locked.resolve();
    await done.promise;
  });
  await locked.promise;
  const answer = await desk.as('olivia').get('/api/search', { query: { q: 'requester_name:ivo' } });
  done.resolve();
  await holding;
  expect([answer.status, answer.body.error.code]).toEqual([503, 'list_takes_too_long']);
});
