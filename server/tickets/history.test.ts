import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../contract/tickets.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { openTicket, patch, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const historyOf = async (number: number, query: Record<string, string> = {}) =>
  (await desk.as('ana').get(`/api/tickets/${number}/history`, { query })).body as {
    history: HistoryEntry[];
    next: string | null;
  };

describe('the history of a ticket', () => {
  test('says from and to in names, newest first, and nothing of the instants that follow', async () => {
    const number = await openTicket(desk.as('ana'));
    await patch(desk.as('ana'), number, { team: 'support', assignee: 'rafael@atende.example' });
    const { history, next } = await historyOf(number);
    expect(next).toBeNull();
    expect(history.map(({ type }) => type)).toEqual([
      'ticket.status_changed',
      'ticket.assigned',
      'message.received',
      'ticket.opened',
    ]);
    const { support } = desk.world.teams;
    const { rafael } = desk.world.agents;
    expect(history[1]).toMatchObject({
      actor: { kind: 'agent', name: 'Ana Lima' },
      changes: {
        team: [null, { id: support.uuid, name: 'Support' }],
        assignee: [null, { id: rafael.uuid, name: 'Rafael Costa' }],
      },
      reason: null,
      messageId: null,
    });
    expect(Object.keys(history[0]?.changes ?? {})).toEqual(['status']);
    expect(history[3]?.changes).toMatchObject({
      status: [null, 'new'],
      requester: [null, { id: desk.world.contacts.carla.uuid, name: 'Carla Souza' }],
    });
  });

  test('says why the desk did something by itself, with the names of who decided it', async () => {
    const number = await openTicket(desk.as('ana'));
    await patch(desk.as('ana'), number, { assignee: 'me' });
    const { history } = await historyOf(number);
    expect(history[0]).toMatchObject({
      changes: { status: ['new', 'open'] },
      reason: {
        code: 'opened_by_assignment',
        values: { assignee: { id: desk.world.agents.ana.uuid, name: 'Ana Lima' } },
      },
    });
  });

  test('names the message and who was mentioned in it', async () => {
    const number = await openTicket(desk.as('ana'));
    const { bruno } = desk.world.agents;
    const { message } = (await write(desk.as('ana'), number, { kind: 'note', text: 'Veja', mentions: [bruno.uuid] }))
      .body;
    const [mentioned] = (await historyOf(number)).history;
    expect(mentioned).toMatchObject({
      type: 'agent.mentioned',
      messageId: message.id,
      details: { agent: { id: bruno.uuid, name: 'Bruno Dias' } },
    });
  });

  test('speaks of no ticket the reader may not see', async () => {
    const [here, there] = [await openTicket(desk.as('ana')), await openTicket(desk.as('ana'), { team: 'billing' })];
    const ids = await desk.db
      .selectFrom('tickets')
      .select(['id'])
      .where('number', 'in', [here, there])
      .orderBy('id')
      .execute();
    await desk.db
      .insertInto('events')
      .values({
        type: 'ticket.linked',
        ticket_id: ids[0]?.id as number,
        actor_kind: 'system',
        details: JSON.stringify({ kind: 'may_belong_to', ticketId: ids[1]?.id }),
      })
      .execute();
    expect((await historyOf(here)).history[0]?.details).toEqual({ kind: 'may_belong_to', ticket: null });
    const byRafael = (await desk.as('rafael').get(`/api/tickets/${here}/history`)).body.history;
    expect(byRafael[0].details.ticket).toMatchObject({ number: there });
  });

  test('comes in pages that meet without gap or repetition', async () => {
    const number = await openTicket(desk.as('ana'));
    for (const priority of ['low', 'high', 'critical']) await patch(desk.as('ana'), number, { priority });
    const all = (await historyOf(number)).history;
    const pages: HistoryEntry[][] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: Awaited<ReturnType<typeof historyOf>> = await historyOf(number, {
        limit: '2',
        ...(after && { after }),
      });
      pages.push(page.history);
      after = page.next;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(all);
  });

  test('refuses a cursor it never gave', async () => {
    const number = await openTicket(desk.as('ana'));
    const answer = await desk.as('ana').get(`/api/tickets/${number}/history?after=x`);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_cursor']);
  });
});
