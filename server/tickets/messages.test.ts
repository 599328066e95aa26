import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openPlatform } from '../platform/open-platform.ts';
import { postWaitingReply } from './commands/post-reply.ts';
import { receiveMessage } from './commands/receive.ts';
import { eventsOf, get, openTicket, patch, windowPasses, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const messagesOf = async (number: number) =>
  (await desk.as('olivia').get(`/api/tickets/${number}/messages`)).body.messages;
const deliveriesOf = (number: number) =>
  desk.db
    .selectFrom('deliveries')
    .innerJoin('tickets', 'tickets.id', 'deliveries.ticket_id')
    .selectAll('deliveries')
    .where('tickets.number', '=', number)
    .execute();

describe('a reply from the browser', () => {
  test('waits for the undo window and changes nothing meanwhile', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    const answer = await write(ana, number, { kind: 'reply', text: 'Segue o novo boleto.', status: 'pending' });
    expect(answer.status).toBe(201);
    expect(answer.body.message).toMatchObject({
      state: 'waiting',
      direction: 'out',
      author: { kind: 'agent', agent: { email: 'ana@atende.example' } },
      to: ['carla@padariacentral.example'],
      delivery: null,
    });
    const waits = Date.parse(answer.body.message.dueAt) - Date.parse(answer.body.message.createdAt);
    expect(waits).toBe(10_000);
    expect(await get(ana, number)).toMatchObject({ status: 'new', messageCount: 1, version: 1, awaitsReply: true });
    expect(await deliveriesOf(number)).toEqual([]);
    expect((await messagesOf(number))[1]).toEqual(answer.body.message);
  });

  test('is posted when the window ends: message, status, delivery and events together', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    await write(ana, number, { kind: 'reply', html: '<p>Segue o <i>boleto</i>.</p>', status: 'pending' });
    await windowPasses(desk);

    const ticket = await get(ana, number);
    expect(ticket).toMatchObject({
      status: 'pending',
      messageCount: 2,
      awaitsReply: false,
      preview: 'Segue o boleto.',
    });
    expect(ticket.firstRepliedAt).not.toBeNull();
    expect(await deliveriesOf(number)).toMatchObject([
      { inbox_id: desk.world.inbox.id, channel: 'email', recipients: { to: ['carla@padariacentral.example'], cc: [] } },
    ]);
    const events = await eventsOf(desk, number);
    expect(events.map(({ type }) => type).filter((type) => !type.startsWith('delivery'))).toEqual([
      'ticket.opened',
      'message.received',
      'message.sent',
      'ticket.status_changed',
    ]);
    expect(events[2]).toMatchObject({ actor_kind: 'agent', actor_id: desk.world.agents.ana.id });
    expect((await messagesOf(number))[1]).toMatchObject({ state: 'posted', dueAt: null, hasHtml: true });
  });

  test('says its lists and links in its text too, for programs that show no HTML', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    const html = '<p>Siga <a href="https://ajuda.example/">isto</a>:</p><ol><li>desligue</li><li>espere</li></ol>';
    const { message } = (await write(ana, number, { kind: 'reply', html })).body;
    expect(message.text).toMatch(/^Siga isto \[https:\/\/ajuda\.example\/\]:\n+ 1\. desligue\n 2\. espere$/);
    const undone = await ana.delete(`/api/tickets/${number}/messages/${message.id}`);
    expect(undone.body.html).toContain('<ol><li>desligue</li><li>espere</li></ol>');
  });

  test('can be taken back by its author, who gets the words again', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    const { message } = (await write(ana, number, { kind: 'reply', text: 'Cedo demais', status: 'solved' })).body;
    const url = `/api/tickets/${number}/messages/${message.id}`;

    expect((await desk.as('rafael').delete(url)).body.error.code).toBe('not_your_message');
    const undone = await ana.delete(url);
    expect(undone.status).toBe(200);
    expect(undone.body).toEqual({ text: 'Cedo demais', html: null, status: 'solved', attachments: [] });
    expect((await ana.delete(url)).body.error.code).toBe('message_not_found');

    await windowPasses(desk);
    expect(await messagesOf(number)).toHaveLength(1);
    expect(await deliveriesOf(number)).toEqual([]);
    expect((await get(ana, number)).status).toBe('new');
  });

  test('cannot be taken back once it was sent', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    const { message } = (await write(ana, number, { kind: 'reply', text: 'Pronto' })).body;
    await windowPasses(desk);
    const answer = await ana.delete(`/api/tickets/${number}/messages/${message.id}`);
    expect([answer.status, answer.body.error.code]).toEqual([409, 'message_sent']);
  });

  test('undone here and sent by another process at the same instant is one of the two, never both (T63)', async () => {
    const ana = desk.as('ana');
    const database = openDatabase(desk.address, { connections: 3 });
    const { config, log, clock } = desk.p;
    const elsewhere = await openPlatform({ config, database, log, clock });
    for (let round = 0; round < 12; round++) {
      const number = await openTicket(ana);
      const { message } = (await write(ana, number, { kind: 'reply', text: 'Corrida' })).body;
      const { id } = await desk.db
        .selectFrom('messages')
        .select('id')
        .where('uuid', '=', message.id)
        .executeTakeFirstOrThrow();
      const [undo] = await Promise.all([
        ana.delete(`/api/tickets/${number}/messages/${message.id}`),
        postWaitingReply(elsewhere, id),
      ]);
      const outcome = `${undo.status}, ${(await deliveriesOf(number)).length} sent`;
      expect(['200, 0 sent', '409, 1 sent']).toContain(outcome);
    }
    elsewhere.mailer.close();
    await database.close();
  });

  test('is sent at once where the admin set no undo window', async () => {
    const ana = desk.as('ana');
    await desk.as('adao').patch('/api/settings', { undoSendSeconds: 0 });
    const number = await openTicket(ana);
    const { message } = (await write(ana, number, { kind: 'reply', text: 'Já' })).body;
    await desk.as('adao').patch('/api/settings', { undoSendSeconds: 10 });
    expect(message).toMatchObject({ state: 'posted', delivery: { state: 'queued' } });
  });

  test('that waits when the ticket is closed still leaves, and the ticket stays closed', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    await write(ana, number, { kind: 'reply', text: 'Até logo', status: 'pending' });
    await patch(desk.as('rafael'), number, { status: 'closed' });
    await windowPasses(desk);
    expect((await get(ana, number)).status).toBe('closed');
    expect(await deliveriesOf(number)).toHaveLength(1);
  });
});

describe('a reply by an API token', () => {
  test('is posted at once and opens a new ticket', async () => {
    const ana = desk.as('ana', 'token');
    const number = await openTicket(ana);
    const { message } = (await write(ana, number, { kind: 'reply', text: 'Segue.' })).body;
    expect(message).toMatchObject({ state: 'posted', delivery: { state: 'queued', error: null } });
    expect(await get(ana, number)).toMatchObject({ status: 'open', awaitsReply: false, lastMessageId: message.id });
    expect((await messagesOf(number))[1]).toEqual(message);
    const reason = (await eventsOf(desk, number)).find(({ type }) => type === 'ticket.status_changed')?.reason;
    expect(reason).toEqual({ code: 'opened_by_reply', values: {} });
  });

  test('is found by search words at once', async () => {
    const number = await openTicket(desk.as('ana', 'token'));
    await write(desk.as('ana', 'token'), number, { kind: 'reply', text: 'Palavra: jabuticabeira' });
    const found = await desk.db
      .selectFrom('message_search')
      .innerJoin('tickets', 'tickets.id', 'message_search.ticket_id')
      .where('number', '=', number)
      .select('tsv')
      .execute();
    expect(found).toHaveLength(2);
  });

  test('is refused on a closed ticket, as is a note', async () => {
    const ana = desk.as('ana', 'token');
    const number = await openTicket(ana);
    await patch(ana, number, { status: 'closed' });
    for (const kind of ['reply', 'note']) {
      const answer = await write(ana, number, { kind, text: 'Mais uma coisa' });
      expect([answer.status, answer.body.error.code]).toEqual([409, 'ticket_closed']);
    }
    expect((await get(ana, number)).can).toEqual({ reply: false, note: false, update: false });
  });

  test('is refused where nobody can be written to', async () => {
    const ana = desk.as('ana', 'token');
    const number = await openTicket(ana);
    await desk.db.updateTable('inboxes').set({ is_active: false }).execute();
    const answer = await write(ana, number, { kind: 'reply', text: 'Alguém?' });
    await desk.db.updateTable('inboxes').set({ is_active: true }).execute();
    expect([answer.status, answer.body.error.code]).toEqual([409, 'no_sending_inbox']);
  });

  test.each([
    ['an unknown status', { kind: 'reply', text: 'x', status: 'sleeping' }, 'status'],
    ['an unknown field', { kind: 'reply', text: 'x', cc: ['a@b.example'] }, 'cc'],
    ['another kind', { kind: 'shout', text: 'x' }, 'kind'],
    ['nothing to say', { kind: 'reply' }, 'text'],
    ['a mention', { kind: 'reply', text: 'x', mentions: [] }, 'mentions'],
  ])('is refused with %s', async (_what, body, field) => {
    const number = await openTicket(desk.as('ana', 'token'));
    const answer = await write(desk.as('ana', 'token'), number, body);
    expect([answer.status, Object.keys(answer.body.error.fields)]).toEqual([400, [field]]);
  });
});

describe('safe send', () => {
  const customerWrites = (number: number) =>
    desk.db.transaction().execute(async (tx) => {
      const { id } = await tx.selectFrom('tickets').select('id').where('number', '=', number).executeTakeFirstOrThrow();
      const contactId = desk.world.contacts.carla.id;
      return receiveMessage(tx, desk.p, {
        ticketId: id,
        actor: { kind: 'contact', id: contactId },
        message: {
          kind: 'reply',
          direction: 'in',
          author: { kind: 'contact', contactId },
          text: 'Espere: já paguei!',
          html: null,
          recipients: { to: [], cc: [], answerTo: 'carla.pessoal@correio.example' },
          externalId: null,
          inboxId: null,
          inboundId: null,
          channel: 'email',
          reason: { code: 'signed_address', values: { ticketId: id } },
          verdict: null,
          isAutomatic: false,
          attachments: [],
          at: desk.clock.now(),
        },
      });
    });

  test('refuses a reply when the customer wrote since, shows what, and lets it pass once that was seen', async () => {
    const ana = desk.as('ana', 'token');
    const number = await openTicket(ana);
    const seen = (await get(ana, number)).lastMessageId;
    const { messageUuid } = await customerWrites(number);

    const refused = await write(ana, number, { kind: 'reply', text: 'Pague logo', seen });
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({
      code: 'ticket_has_news',
      details: { messageId: messageUuid, author: 'Carla Souza', authorKind: 'contact', excerpt: 'Espere: já paguei!' },
    });
    expect(await messagesOf(number)).toHaveLength(2);

    const sent = await write(ana, number, { kind: 'reply', text: 'Obrigado!', seen: messageUuid });
    expect(sent.status).toBe(201);
    expect(sent.body.message.to).toEqual(['carla.pessoal@correio.example']);
  });

  test('does not count own messages and notes as news', async () => {
    const ana = desk.as('ana', 'token');
    const number = await openTicket(ana);
    const seen = (await get(ana, number)).lastMessageId;
    await write(ana, number, { kind: 'reply', text: 'Primeira' });
    await write(desk.as('rafael', 'token'), number, { kind: 'note', text: 'Cuidado com este cliente' });
    expect((await write(ana, number, { kind: 'reply', text: 'Segunda', seen })).status).toBe(201);
  });

  test('refuses when a colleague’s reply is posted or still waits', async () => {
    const number = await openTicket(desk.as('ana'));
    const seen = (await get(desk.as('ana'), number)).lastMessageId;
    const waiting = (await write(desk.as('rafael'), number, { kind: 'reply', text: 'Já respondi' })).body.message;
    const refused = await write(desk.as('ana'), number, { kind: 'reply', text: 'Eu também', seen });
    expect(refused.body.error).toMatchObject({
      code: 'ticket_has_news',
      details: { messageId: waiting.id, author: 'Rafael Costa', authorKind: 'agent' },
    });
    await windowPasses(desk);
    expect((await write(desk.as('ana'), number, { kind: 'reply', text: 'Eu também', seen })).status).toBe(409);
    const now = (await get(desk.as('ana'), number)).lastMessageId;
    expect(now).toBe(waiting.id);
    expect((await write(desk.as('ana'), number, { kind: 'reply', text: 'E mais', seen: now })).status).toBe(201);
  });

  test('takes null as having seen nothing, and refuses a message of another ticket', async () => {
    const ana = desk.as('ana', 'token');
    const [number, other] = [await openTicket(ana), await openTicket(ana)];
    expect((await write(ana, number, { kind: 'reply', text: 'x', seen: null })).status).toBe(409);
    const seen = (await get(ana, other)).lastMessageId;
    expect((await write(ana, number, { kind: 'reply', text: 'x', seen })).body.error.code).toBe('unknown_message');
  });

  test('a customer’s answer reopens a solved ticket and says why', async () => {
    const ana = desk.as('ana', 'token');
    const number = await openTicket(ana);
    await write(ana, number, { kind: 'reply', text: 'Feito', status: 'solved' });
    expect(await get(ana, number)).toMatchObject({ status: 'solved' });
    await customerWrites(number);
    expect(await get(ana, number)).toMatchObject({
      status: 'open',
      solvedAt: null,
      reopenedCount: 1,
      awaitsReply: true,
    });
    const reopened = (await eventsOf(desk, number)).find(({ type }) => type === 'ticket.reopened');
    expect(reopened).toMatchObject({
      actor_kind: 'contact',
      reason: { code: 'customer_answered', values: { status: 'solved' } },
    });
  });
});

describe('a note', () => {
  test('reaches no customer, and mentioned agents follow the ticket and can see it', async () => {
    const ana = desk.as('ana');
    const { caio } = desk.world.agents;
    const number = await openTicket(ana);
    expect((await desk.as('caio').get(`/api/tickets/${number}`)).status).toBe(404);

    const answer = await write(ana, number, { kind: 'note', text: 'Caio, pode ver?', mentions: [caio.uuid] });
    expect(answer.body.message).toMatchObject({ kind: 'note', direction: 'internal', state: 'posted', to: [] });
    expect(await deliveriesOf(number)).toEqual([]);
    expect(await get(ana, number)).toMatchObject({ status: 'new', awaitsReply: true, messageCount: 2, version: 1 });

    const mentioned = (await eventsOf(desk, number)).find(({ type }) => type === 'agent.mentioned');
    expect(mentioned?.details).toEqual({ agentId: caio.id });
    const seenByCaio = await get(desk.as('caio'), number);
    expect(seenByCaio.followers).toEqual([{ id: caio.uuid, name: 'Caio Melo', email: caio.email }]);
    expect(seenByCaio.can).toEqual({ reply: false, note: true, update: false });
    expect((await write(desk.as('caio'), number, { kind: 'note', text: 'Vi.' })).status).toBe(201);
    expect((await write(desk.as('caio'), number, { kind: 'reply', text: 'Oi' })).status).toBe(403);
    expect((await write(desk.as('caio'), number, { kind: 'note', text: 'Feito', status: 'solved' })).status).toBe(403);
  });

  test('cannot mention somebody nobody knows', async () => {
    const number = await openTicket(desk.as('ana'));
    const mentions = ['01930000-0000-7000-8000-00000000ffff'];
    const answer = await write(desk.as('ana'), number, { kind: 'note', text: 'x', mentions });
    expect([answer.status, Object.keys(answer.body.error.fields)]).toEqual([400, ['mentions']]);
    expect(await messagesOf(number)).toHaveLength(1);
  });
});
