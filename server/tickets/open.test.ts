import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { eventsOf, get, openTicket } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const asked = {
  subject: 'Não consigo entrar',
  requester: { name: 'João Pereira', email: 'Joao@Correio.example' },
  message: { text: 'A senha não funciona.\nJá tentei duas vezes.' },
};

describe('a ticket made by the API', () => {
  test('is new, in its requester’s words, and has a number', async () => {
    const answer = await desk.as('ana').post('/api/tickets', asked);
    expect(answer.status).toBe(201);
    const { ticket } = answer.body;
    expect(answer.headers.location).toBe(`/api/tickets/${ticket.number}`);
    expect(ticket).toMatchObject({
      subject: 'Não consigo entrar',
      status: 'new',
      statusCategory: 'new',
      priority: 'medium',
      channel: 'api',
      requester: { name: 'João Pereira', email: 'joao@correio.example' },
      assignee: null,
      team: null,
      preview: 'A senha não funciona. Já tentei duas vezes.',
      messageCount: 1,
      awaitsReply: true,
      version: 1,
      nextDueAt: null,
    });

    const { messages } = (await desk.as('ana').get(`/api/tickets/${ticket.number}/messages`)).body;
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      kind: 'reply',
      direction: 'in',
      state: 'posted',
      author: { kind: 'contact', contact: { name: 'João Pereira' }, agent: null },
      text: 'A senha não funciona.\nJá tentei duas vezes.',
      hasHtml: false,
    });
    expect(ticket.lastMessageId).toBe(messages[0].id);
  });

  test('takes team, assignee, topic, priority and tags by the names people use', async () => {
    const { body } = await desk.as('ana').post('/api/tickets', {
      ...asked,
      priority: 'critical',
      team: 'support',
      assignee: 'lia@atende.example',
      topic: 'billing',
      tags: ['VIP', 'vip', 'boleto'],
    });
    expect(body.ticket).toMatchObject({
      priority: 'critical',
      status: 'open',
      team: { slug: 'support' },
      assignee: { email: 'lia@atende.example' },
      topic: { slug: 'billing' },
      tags: ['VIP', 'boleto'],
    });
  });

  test('has a subject of one line', async () => {
    const number = await openTicket(desk.as('ana'), { subject: ' Boleto\r\nBcc: all@example.com ' });
    expect((await get(desk.as('ana'), number)).subject).toBe('Boleto Bcc: all@example.com');
  });

  test('belongs to the organization of its requester', async () => {
    const number = await openTicket(desk.as('ana'));
    expect((await get(desk.as('ana'), number)).organization).toMatchObject({ name: 'Padaria Central', isVip: true });
  });

  test('keeps sanitised HTML and the words of it', async () => {
    const number = await openTicket(desk.as('ana'), {
      message: { html: '<p>Olá <b>equipe</b><script>alert(1)</script></p><img src=x onerror=alert(1)>' },
    });
    const { messages } = (await desk.as('ana').get(`/api/tickets/${number}/messages`)).body;
    expect(messages[0]).toMatchObject({ text: 'Olá equipe', hasHtml: true });
    const { html } = await desk.db
      .selectFrom('messages')
      .select('html')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(html).toContain('<b>equipe</b>');
    expect(html).not.toMatch(/script|onerror/);
  });

  test('is recorded with all it began with, and by whom', async () => {
    const number = await openTicket(desk.as('ana'), { priority: 'high' });
    const events = await eventsOf(desk, number);
    expect(events.map(({ type }) => type)).toEqual(['ticket.opened', 'message.received']);
    expect(events[0]).toMatchObject({
      actor_kind: 'agent',
      actor_id: desk.world.agents.ana.id,
      channel: 'api',
      ticket_version: 1,
      cause: { kind: 'agent', depth: 0 },
    });
    expect(events[0]?.changes).toMatchObject({ priority: [null, 'high'], status: [null, 'new'] });
  });

  test.each([
    ['an unknown field', { ...asked, subjekt: 'x' }, 'subjekt'],
    ['text and HTML at once', { ...asked, message: { text: 'a', html: '<p>a</p>' } }, 'message.text'],
    ['no words at all', { ...asked, message: {} }, 'message.text'],
    ['words that are none', { ...asked, message: { text: ' \n ' } }, 'text'],
    ['markup round nothing', { ...asked, message: { html: '<p><script>x</script></p>' } }, 'html'],
    ['a team nobody knows', { ...asked, team: 'nowhere' }, 'team'],
    ['an agent nobody knows', { ...asked, assignee: 'nobody@atende.example' }, 'assignee'],
    ['an inbox nobody knows', { ...asked, inbox: '01930000-0000-7000-8000-00000000ffff' }, 'inbox'],
    ['an address that is none', { ...asked, requester: { email: 'carla' } }, 'requester.email'],
    ['a priority that is none', { ...asked, priority: 'urgent' }, 'priority'],
  ])('is refused with %s, naming the field', async (_what, body, field) => {
    const before = await desk.db.selectFrom('ticket_counter').select('next').executeTakeFirstOrThrow();
    const answer = await desk.as('ana').post('/api/tickets', body);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
    expect(await desk.db.selectFrom('ticket_counter').select('next').executeTakeFirstOrThrow()).toEqual(before);
  });

  test('may not be made by a limited agent or a collaborator', async () => {
    expect((await desk.as('lia').post('/api/tickets', asked)).status).toBe(403);
    expect((await desk.as('caio').post('/api/tickets', asked)).status).toBe(403);
    expect((await desk.visitor.post('/api/tickets', asked)).status).toBe(401);
  });
});

test('fifty tickets opened at once have fifty numbers without a gap', async () => {
  const { next } = await desk.db.selectFrom('ticket_counter').select('next').executeTakeFirstOrThrow();
  const numbers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      openTicket(desk.as('ana', 'token'), { requester: { email: `customer${i % 5}@many.example` } }),
    ),
  );
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => next + i));
  const contacts = await desk.db
    .selectFrom('contact_identities')
    .where('value', 'like', '%@many.example')
    .selectAll()
    .execute();
  expect(contacts).toHaveLength(5);
});

test('what an Idempotency-Key was sent with happens once', async () => {
  const headers = { 'idempotency-key': 'import-7' };
  const first = await desk.as('ana').post('/api/tickets', asked, { headers });
  const again = await desk.as('ana').post('/api/tickets', asked, { headers });
  expect(again.body).toEqual(first.body);
});
