import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { transaction } from '../platform/database/database.ts';
import { recordEvents } from '../platform/event-log/event-log.ts';
import { newId } from '../platform/ids.ts';
import { settle } from '../worker.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function open(more: object = {}, by: AgentName = 'olivia'): Promise<number> {
  const answer = await desk.as(by).post('/api/tickets', {
    subject: 'Forno quebrado',
    requester: { email: desk.world.contacts.carla.email },
    message: { text: 'O forno parou.' },
    ...more,
  });
  return answer.body.ticket.number;
}
async function patch(by: AgentName, number: number, changes: object) {
  const { version } = (await desk.as(by).get(`/api/tickets/${number}`)).body.ticket;
  const answer = await desk.as(by).patch(`/api/tickets/${number}`, { version, ...changes });
  expect(answer.status).toBe(200);
}
async function told(name: AgentName) {
  await settle(desk.p);
  return (await desk.as(name).get('/api/notifications')).body;
}
const typesAbout = (body: { notifications: { type: string; ticket: { number: number } | null }[] }, number: number) =>
  body.notifications.filter((one) => one.ticket?.number === number).map((one) => one.type);

test('who is given a ticket hears of it; who takes one himself does not', async () => {
  const given = await open();
  await patch('olivia', given, { assignee: desk.world.agents.ana.email });
  const taken = await open();
  await patch('ana', taken, { assignee: 'me' });
  const body = await told('ana');
  expect(typesAbout(body, given)).toEqual(['ticket.assigned']);
  expect(typesAbout(body, taken)).toEqual([]);
  expect(body.notifications[0]).toMatchObject({
    actor: 'Olívia Prado',
    ticket: { number: given, subject: 'Forno quebrado' },
    readAt: null,
  });
  expect(body.unread).toBe(1);
});

test('a mentioned collaborator hears of it and may open the ticket', async () => {
  const number = await open();
  const note = { kind: 'note', text: 'Caio, please look.', mentions: [desk.world.agents.caio.uuid] };
  expect((await desk.as('ana').post(`/api/tickets/${number}/messages`, note)).status).toBe(201);
  const body = await told('caio');
  expect(typesAbout(body, number)).toEqual(['agent.mentioned']);
  expect(body.notifications[0].excerpt).toBe('Caio, please look.');
  expect((await desk.as('caio').get(`/api/tickets/${number}`)).status).toBe(200);
});

async function ticketRow(number: number) {
  return desk.db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
}
async function happen(
  number: number,
  type: 'message.received' | 'delivery.failed' | 'delivery.bounced',
  by: 'contact' | 'system',
) {
  const ticket = await ticketRow(number);
  const actor = by === 'contact' ? { kind: by, id: desk.world.contacts.carla.id } : { kind: by };
  await transaction(desk.db, async (tx) => {
    const message = await tx
      .insertInto('messages')
      .values({
        uuid: newId(),
        ticket_id: ticket.id,
        kind: 'reply',
        direction: by === 'contact' ? 'in' : 'out',
        author_kind: by === 'contact' ? 'contact' : 'agent',
        agent_id: by === 'contact' ? null : desk.world.agents.bruno.id,
        contact_id: by === 'contact' ? desk.world.contacts.carla.id : null,
        channel: 'email',
        text: `${type} in ${number}`,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const cause = { kind: actor.kind, id: null, depth: 0 };
    const about = { at: desk.clock.now(), actor, cause, channel: 'email', ticketId: ticket.id, messageId: message.id };
    await recordEvents(tx, about, [{ type }]);
  });
}

test('an answer reaches who holds the ticket, a failed reply reaches who wrote it', async () => {
  const number = await open({ assignee: desk.world.agents.rafael.email });
  await happen(number, 'message.received', 'contact');
  await happen(number, 'delivery.bounced', 'system');
  const rafael = await told('rafael');
  expect(typesAbout(rafael, number)).toEqual(['message.received', 'ticket.assigned']);
  expect(rafael.notifications[0]).toMatchObject({ actor: 'Carla Souza', excerpt: `message.received in ${number}` });
  expect(typesAbout(await told('bruno'), number)).toEqual(['delivery.bounced']);
});

test('nobody is told of a ticket he no longer sees', async () => {
  const number = await open({ assignee: desk.world.agents.lia.email });
  await happen(number, 'message.received', 'contact');
  const before = await told('lia');
  expect(typesAbout(before, number)).toContain('message.received');
  await patch('olivia', number, { assignee: desk.world.agents.ana.email });
  const after = await told('lia');
  expect(typesAbout(after, number)).toEqual([]);
  expect(after.unread).toBe(before.unread - typesAbout(before, number).length);
  expect(JSON.stringify(after)).not.toContain(`in ${number}`);
});

test('one or all are marked as read, and only one’s own', async () => {
  const { notifications, unread } = await told('ana');
  const [first] = notifications;
  expect((await desk.as('bruno').post(`/api/notifications/${first.id}/read`)).status).toBe(404);
  expect((await desk.as('ana').post(`/api/notifications/${first.id}/read`)).status).toBe(204);
  const after = await told('ana');
  expect(after.unread).toBe(unread - 1);
  expect(after.notifications[0].readAt).not.toBeNull();
  expect((await desk.as('ana').post('/api/notifications/read')).status).toBe(204);
  expect((await told('ana')).unread).toBe(0);
});

test('the same event read twice tells nobody twice, and pages lose nothing', async () => {
  const number = await open({ assignee: desk.world.agents.bruno.email });
  for (let count = 0; count < 5; count++) await happen(number, 'message.received', 'contact');
  await settle(desk.p);
  await desk.db.updateTable('event_cursors').set({ position: 0 }).where('reader', '=', 'notifications').execute();
  const all = await told('bruno');
  expect(typesAbout(all, number).filter((type) => type === 'message.received')).toHaveLength(5);
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page = await desk.as('bruno').get('/api/notifications', { query: { limit: '2', ...(after && { after }) } });
    seen.push(...page.body.notifications.map((one: { id: string }) => one.id));
    after = page.body.next;
  }
  expect(seen).toEqual(all.notifications.map((one: { id: string }) => one.id));
});
