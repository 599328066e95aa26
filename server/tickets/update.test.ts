import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { eventsOf, get, openTicket, patch, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

describe('changing a ticket', () => {
  test('several fields are one commit and one version', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    const answer = await patch(ana, number, {
      status: 'pending',
      priority: 'critical',
      team: 'billing',
      assignee: 'me',
      topic: 'billing',
      tags: ['boleto'],
    });
    expect(answer.status).toBe(200);
    expect(answer.body.ticket).toMatchObject({
      status: 'pending',
      priority: 'critical',
      team: { slug: 'billing' },
      assignee: { email: 'ana@atende.example' },
      topic: { slug: 'billing' },
      tags: ['boleto'],
      version: 2,
    });
    const events = (await eventsOf(desk, number)).slice(2);
    expect(events.map(({ type }) => type)).toEqual([
      'ticket.priority_changed',
      'ticket.topic_changed',
      'ticket.tags_changed',
      'ticket.assigned',
      'ticket.status_changed',
      'ticket.status_changed',
    ]);
    expect(events.every((event) => event.ticket_version === 2)).toBe(true);
    expect(events[0]).toMatchObject({
      changes: { priority: ['medium', 'critical'] },
      actor_id: desk.world.agents.ana.id,
    });
    expect(events[3]?.changes).toMatchObject({ teamId: [null, desk.world.teams.billing.id] });
  });

  test('null and none give a ticket back', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana, { team: 'support', assignee: 'me', topic: 'billing' });
    const answer = await patch(ana, number, { team: null, assignee: 'none', topic: null });
    expect(answer.body.ticket).toMatchObject({ team: null, assignee: null, topic: null, status: 'open' });
  });

  test('what is so already changes nothing and is not recorded', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana, { tags: ['a', 'b'] });
    const answer = await patch(ana, number, { status: 'new', priority: 'medium', tags: ['b', 'a'] });
    expect([answer.status, answer.body.ticket.version]).toEqual([200, 1]);
    expect(await eventsOf(desk, number)).toHaveLength(2);
  });

  test('solving and reopening set and clear their instants', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    expect((await patch(ana, number, { status: 'solved' })).body.ticket.solvedAt).not.toBeNull();
    expect((await patch(ana, number, { status: 'open' })).body.ticket).toMatchObject({
      solvedAt: null,
      reopenedCount: 1,
    });
    expect((await patch(ana, number, { status: 'closed' })).body.ticket.closedAt).not.toBeNull();
  });

  test('a closed ticket refuses every change', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    await patch(ana, number, { status: 'closed' });
    for (const change of [{ status: 'open' }, { priority: 'low' }, { tags: ['x'] }, { assignee: 'me' }]) {
      const answer = await patch(ana, number, change);
      expect([answer.status, answer.body.error.code]).toEqual([409, 'ticket_closed']);
    }
    expect((await get(ana, number)).version).toBe(2);
  });

  test('one field that is refused leaves all as they were', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana);
    await write(desk.as('ana', 'token'), number, { kind: 'reply', text: 'Oi' });
    const answer = await patch(ana, number, { priority: 'high', status: 'new' });
    expect(answer.body.error.code).toBe('ticket_answered');
    expect((await get(ana, number)).priority).toBe('medium');
  });

  test.each([
    ['no version', { priority: 'low' }, 'version'],
    ['a version it never had', { version: 99, priority: 'low' }, 'version'],
    ['an unknown field', { version: 1, color: 'red' }, 'color'],
    ['a field that is not theirs to change', { version: 1, number: 7 }, 'number'],
    ['an unknown status', { version: 1, status: 'sleeping' }, 'status'],
    ['an unknown topic', { version: 1, topic: 'weather' }, 'topic'],
  ])('is refused with %s', async (_what, body, field) => {
    const number = await openTicket(desk.as('ana'));
    const answer = await desk.as('ana').patch(`/api/tickets/${number}`, body);
    expect([answer.status, Object.keys(answer.body.error.fields)]).toEqual([400, [field]]);
  });

  test('an agent who left cannot be given a ticket', async () => {
    const number = await openTicket(desk.as('ana'));
    await desk.db.updateTable('agents').set({ is_active: false }).where('email', '=', 'bruno@atende.example').execute();
    const answer = await patch(desk.as('ana'), number, { assignee: 'bruno@atende.example' });
    await desk.db.updateTable('agents').set({ is_active: true }).execute();
    expect(answer.body.error.fields).toHaveProperty('assignee');
  });
});

describe('two people at once', () => {
  test('of two changes of one field, one is refused with what changed', async () => {
    const number = await openTicket(desk.as('ana'));
    const [first, second] = await Promise.all([
      desk.as('ana').patch(`/api/tickets/${number}`, { version: 1, priority: 'high', tags: ['a'] }),
      desk.as('rafael').patch(`/api/tickets/${number}`, { version: 1, priority: 'low' }),
    ]);
    expect([first.status, second.status].toSorted()).toEqual([200, 409]);
    const refused = first.status === 409 ? first : second;
    expect(refused.body.error).toMatchObject({ code: 'ticket_changed', details: { fields: ['priority'], version: 2 } });
  });

  test('changes of different fields do not disturb each other', async () => {
    const number = await openTicket(desk.as('ana'));
    const answers = await Promise.all([
      desk.as('ana').patch(`/api/tickets/${number}`, { version: 1, priority: 'high' }),
      desk.as('rafael').patch(`/api/tickets/${number}`, { version: 1, team: 'support' }),
      desk.as('olivia').patch(`/api/tickets/${number}`, { version: 1, tags: ['x'] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await get(desk.as('ana'), number)).toMatchObject({
      priority: 'high',
      team: { slug: 'support' },
      tags: ['x'],
      version: 4,
    });
  });

  test('what follows from a reply is nobody’s edit and makes no new version', async () => {
    const ana = desk.as('ana', 'token');
    const number = await openTicket(ana, { assignee: 'me' });
    await write(ana, number, { kind: 'reply', text: 'Oi' });
    await write(ana, number, { kind: 'note', text: 'Nota' });
    expect(await get(ana, number)).toMatchObject({ version: 1, messageCount: 3 });
    expect((await ana.patch(`/api/tickets/${number}`, { version: 1, status: 'pending' })).status).toBe(200);
  });

  test('an assignment that opened the ticket counts as a change of its status', async () => {
    const number = await openTicket(desk.as('ana'));
    await patch(desk.as('ana'), number, { assignee: 'me' });
    const answer = await desk.as('rafael').patch(`/api/tickets/${number}`, { version: 1, status: 'solved' });
    expect(answer.body.error.details.fields).toEqual(['status']);
  });
});

describe('the scope', () => {
  const nobodys = { team: 'billing' };

  test('a limited agent finds no ticket of others by any road', async () => {
    const number = await openTicket(desk.as('ana'));
    const lia = desk.as('lia');
    const { id } = (await desk.as('ana').get(`/api/tickets/${number}/messages`)).body.messages[0];
    const answers = await Promise.all([
      lia.get(`/api/tickets/${number}`),
      lia.get(`/api/tickets/${number}?include=messages`),
      lia.get(`/api/tickets/${number}/messages`),
      lia.get(`/api/tickets/${number}/history`),
      lia.patch(`/api/tickets/${number}`, { version: 1, priority: 'low' }),
      write(lia, number, { kind: 'reply', text: 'Oi' }),
      write(lia, number, { kind: 'note', text: 'Oi' }),
      lia.delete(`/api/tickets/${number}/messages/${id}`),
    ]);
    for (const { status, body } of answers) expect([status, body.error.code]).toEqual([404, 'ticket_not_found']);
    for (const road of ['frame', 'raw']) {
      expect((await lia.get(`/api/messages/${id}/${road}`)).body.error.code).toBe('message_not_found');
    }
    const missing = await lia.get('/api/tickets/999999');
    expect(missing.body.error).toEqual((answers[0] as (typeof answers)[0]).body.error);
  });

  test('a limited agent works on a ticket of their own, and loses sight of it when they give it away', async () => {
    const number = await openTicket(desk.as('ana'), { assignee: 'lia@atende.example' });
    const lia = desk.as('lia');
    expect((await write(lia, number, { kind: 'note', text: 'Comecei' })).status).toBe(201);
    const given = await patch(lia, number, { assignee: 'ana@atende.example' });
    expect([given.status, given.body.ticket.assignee.name]).toEqual([200, 'Ana Lima']);
    expect((await lia.get(`/api/tickets/${number}`)).status).toBe(404);
  });

  test('an agent sees their teams’ tickets and those of no team', async () => {
    const number = await openTicket(desk.as('ana'), nobodys);
    expect((await desk.as('ana').get(`/api/tickets/${number}`)).status).toBe(404);
    expect((await desk.as('bruno').get(`/api/tickets/${number}`)).status).toBe(200);
    expect((await patch(desk.as('bruno'), number, { team: 'support' })).status).toBe(200);
    expect((await desk.as('ana').get(`/api/tickets/${number}`)).status).toBe(200);
  });

  test('a linked ticket outside the scope is not named', async () => {
    const [here, there] = [await openTicket(desk.as('ana')), await openTicket(desk.as('ana'), nobodys)];
    const ids = await desk.db
      .selectFrom('tickets')
      .select('id')
      .where('number', 'in', [here, there])
      .orderBy('number')
      .execute();
    const [from_ticket_id, to_ticket_id] = ids.map(({ id }) => id) as [number, number];
    await desk.db.insertInto('ticket_links').values({ from_ticket_id, to_ticket_id, kind: 'may_belong_to' }).execute();
    expect((await get(desk.as('ana'), here)).links).toEqual([]);
    expect((await get(desk.as('rafael'), here)).links).toMatchObject([{ kind: 'may_belong_to', number: there }]);
    expect((await get(desk.as('rafael'), there)).links).toMatchObject([{ kind: 'may_include', number: here }]);
  });
});
