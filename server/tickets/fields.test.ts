import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { transaction } from '../platform/database/database.ts';
import { setTicketFields } from './commands/set-fields.ts';
import { eventsOf, get, openTicket, patch, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const admin = () => desk.as('adao');
const ana = () => desk.as('ana', 'token');
const body = { subject: 'Boleto', requester: { email: 'carla@padariacentral.example' }, message: { text: 'Oi' } };

async function topic(en: string, form: object[]): Promise<string> {
  const { slug } = (await admin().post('/api/topics', { name: { en }, form })).body.topic;
  return slug;
}

describe('fields of a ticket', () => {
  test('are given when it is opened, kept as their types want them, and shown with it', async () => {
    const fields = { tax_id: '12.abc.345/01de-35', amount: 12.5, order_number: ' 4711 ', deadline: '' };
    const number = await openTicket(ana(), { fields });
    expect((await get(ana(), number)).fields).toEqual({ tax_id: '12ABC34501DE35', amount: 12.5, order_number: '4711' });
    const [opened] = await eventsOf(desk, number);
    expect(opened?.changes).toMatchObject({ 'field:amount': [null, 12.5], 'field:order_number': [null, '4711'] });
  });

  test('are changed one by one, taken away with null, and the log says from what to what', async () => {
    const number = await openTicket(ana(), { fields: { amount: 1, order_number: '4711' } });
    const { ticket } = (await patch(ana(), number, { fields: { amount: 2, order_number: null, product: 'Forno' } }))
      .body;
    expect(ticket).toMatchObject({ fields: { amount: 2, product: 'Forno' }, version: 2 });
    const event = (await eventsOf(desk, number)).at(-1);
    expect(event).toMatchObject({
      type: 'ticket.fields_changed',
      changes: { 'field:amount': [1, 2], 'field:order_number': ['4711', null], 'field:product': [null, 'Forno'] },
    });
    expect((await patch(ana(), number, { fields: { amount: 2 } })).body.ticket.version).toBe(2);
    const { history } = (await ana().get(`/api/tickets/${number}/history`)).body;
    expect(history[0].changes).toMatchObject({ 'field:amount': [1, 2] });
  });

  test('are found by search, with and without their hyphens, as they are now and only by who sees the ticket', async () => {
    const order = 'QX-77120';
    const number = await openTicket(ana(), { fields: { order_number: order, amount: 99120.5 }, team: 'support' });
    const found = async (q: string, by: 'ana' | 'lia' = 'ana') =>
      (await desk.as(by).get('/api/search', { query: { q } })).body.hits.map(
        ({ ticket, isField }: { ticket: { number: number }; isField: boolean }) => [ticket.number, isField],
      );
    for (const q of [order, 'qx77120', '"QX-77120"', '99120.5', 'QX-77120 99120.5'])
      expect(await found(q), q).toEqual([[number, true]]);
    expect(await found(order, 'lia')).toEqual([]);

    await patch(ana(), number, { fields: { order_number: 'QX-88120' } });
    expect([await found(order), await found('QX-88120')]).toEqual([[], [[number, true]]]);
    await patch(ana(), number, { fields: { order_number: null, amount: null } });
    expect(await found('QX-88120')).toEqual([]);
    expect(await desk.db.selectFrom('field_search').selectAll().execute()).not.toContainEqual(
      expect.objectContaining({ tsv: expect.stringContaining('qx') }),
    );
  });

  test('that a rule or the desk itself read out of a mail are found the same way', async () => {
    const number = await openTicket(ana());
    const { id } = await desk.db
      .selectFrom('tickets')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    await transaction(desk.db, (tx) =>
      setTicketFields(tx, desk.p, { ticketId: id, actor: { kind: 'system' }, values: { order_number: 'ZZ-4141' } }),
    );
    const { hits } = (await ana().get('/api/search', { query: { q: 'zz4141' } })).body;
    expect(hits).toMatchObject([{ ticket: { number }, isField: true, excerpt: expect.stringContaining('4141') }]);
  });

  test('that do not fit are named, each, and nothing is changed', async () => {
    const number = await openTicket(ana());
    const wrong = { tax_id: '123.456.789-00', amount: 'twelve', mood: 'good', since_when: '2026-02-30' };
    const { status, body: answer } = await patch(ana(), number, {
      priority: 'high',
      fields: { product: 'x', ...wrong },
    });
    expect(status).toBe(400);
    expect(answer.error.code).toBe('field_values_invalid');
    expect(Object.keys(answer.error.fields).sort()).toEqual(
      Object.keys(wrong)
        .map((key) => `fields.${key}`)
        .sort(),
    );
    expect(await get(ana(), number)).toMatchObject({ priority: 'medium', fields: {}, version: 1 });
  });

  test('two people who change different ones do not disturb each other; who would overwrite one is told', async () => {
    const number = await openTicket(ana());
    const put = (fields: object) => ana().patch(`/api/tickets/${number}`, { version: 1, fields });
    expect((await put({ amount: 1 })).status).toBe(200);
    expect((await put({ product: 'Forno' })).status).toBe(200);
    const late = await put({ amount: 2, product: null });
    expect(late.status).toBe(409);
    expect(late.body.error.details.fields).toEqual(['fields.amount', 'fields.product']);
  });

  test('of a closed ticket stay as they are', async () => {
    const number = await openTicket(ana());
    await patch(ana(), number, { status: 'closed' });
    expect((await patch(ana(), number, { fields: { amount: 1 } })).body.error.code).toBe('ticket_closed');
  });
});

describe('what a form demands', () => {
  test('to open must be there when an agent opens', async () => {
    const slug = await topic('Guarantee', [{ key: 'order_number', neededTo: 'open' }]);
    const refused = await ana().post('/api/tickets', { ...body, topic: slug });
    expect(refused.body.error).toMatchObject({
      code: 'fields_missing',
      message: 'Fill in first: Order or invoice number.',
      details: { need: 'open', labels: [{ 'pt-BR': 'Número do pedido ou da fatura' }] },
      fields: { 'fields.order_number': expect.any(String) },
    });
    const opened = await ana().post('/api/tickets', { ...body, topic: slug, fields: { order_number: '1' } });
    expect(opened.status).toBe(201);
  });

  test('to solve must be there when an agent solves: by itself, with a reply, with a note, for the topics below too', async () => {
    const above = await topic('Repairs', [{ key: 'error_code', neededTo: 'solve' }]);
    const parentId = (await admin().get('/api/topics')).body.topics.find(
      ({ slug }: { slug: string }) => slug === above,
    ).id;
    const { slug } = (await admin().post('/api/topics', { name: { en: 'Urgent repairs' }, parentId })).body.topic;
    const number = await openTicket(ana(), { topic: slug });
    const code = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code;
    expect(code(await patch(ana(), number, { status: 'solved' }))).toBe('fields_missing');
    expect(code(await write(ana(), number, { kind: 'reply', text: 'Pronto', status: 'solved' }))).toBe(
      'fields_missing',
    );
    expect(code(await write(ana(), number, { kind: 'note', text: 'Pronto', status: 'closed' }))).toBe('fields_missing');
    expect((await patch(ana(), number, { status: 'pending' })).status).toBe(200);
    const both = await patch(ana(), number, { status: 'solved', fields: { error_code: 'E-1' } });
    expect(both.body.ticket).toMatchObject({ status: 'solved', fields: { error_code: 'E-1' } });
  });

  test('of a ticket of another topic is nothing', async () => {
    const number = await openTicket(ana());
    expect((await patch(ana(), number, { status: 'solved' })).status).toBe(200);
  });
});
