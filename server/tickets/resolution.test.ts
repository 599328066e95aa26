import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { get, openTicket, patch, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const fuse = { cause: 'Fusível térmico queimado', steps: 'Trocar o fusível F2', outcome: 'Forno liga de novo' };
const explain = (number: number, body: object = fuse) => desk.as('ana').put(`/api/tickets/${number}/resolution`, body);

describe('a resolution', () => {
  test('is a record of its own: written, changed, taken away, each in the history', async () => {
    const number = await openTicket(desk.as('ana'));
    expect((await explain(number)).body.ticket).toMatchObject({ resolution: fuse, messageCount: 1 });
    expect((await explain(number, { ...fuse, outcome: 'Aguardando' })).body.ticket.resolution.outcome).toBe(
      'Aguardando',
    );
    expect((await desk.as('ana').delete(`/api/tickets/${number}/resolution`)).status).toBe(204);
    expect((await get(desk.as('ana'), number)).resolution).toBeNull();
    const { history } = (await desk.as('ana').get(`/api/tickets/${number}/history`)).body;
    expect(history.filter(({ type }: { type: string }) => type === 'ticket.resolution_recorded')).toHaveLength(3);
  });

  test('needs a cause', async () => {
    const number = await openTicket(desk.as('ana'));
    expect((await explain(number, { cause: ' ' })).status).toBe(400);
  });

  test('is required before solving where the topic wants it, by a patch and by a reply', async () => {
    await desk.db.updateTable('topics').set({ requires_resolution: true }).where('slug', '=', 'complaint').execute();
    const number = await openTicket(desk.as('ana'), { topic: 'complaint' });
    const solved = await patch(desk.as('ana'), number, { status: 'solved' });
    expect([solved.status, solved.body.error.code]).toEqual([409, 'resolution_required']);
    const seen = (await get(desk.as('ana'), number)).lastMessageId;
    const reply = { kind: 'reply', text: 'Feito', status: 'solved', seen };
    expect((await write(desk.as('ana', 'token'), number, reply)).body.error.code).toBe('resolution_required');

    await explain(number);
    expect((await patch(desk.as('ana'), number, { status: 'solved' })).status).toBe(200);
  });

  test('is found by search, and only by who sees its ticket', async () => {
    const number = await openTicket(desk.as('ana'), { team: 'support' });
    await explain(number, { ...fuse, cause: 'Termostato descalibrado' });
    const found = async (by: 'ana' | 'lia') => (await desk.as(by).get('/api/search?q=termostatos')).body.hits;
    expect(await found('ana')).toMatchObject([{ ticket: { number }, isResolution: true, messageId: null }]);
    expect(await found('lia')).toEqual([]);
  });

  test('is asked about in conditions: its cause and its outcome, whatever their accents, as they are now', async () => {
    const number = await openTicket(desk.as('ana'));
    await explain(number, { ...fuse, cause: 'Válvula de GÁS presa' });
    const asked = async (...parts: object[]) =>
      (await desk.as('ana').post('/api/tickets/matching', { condition: { all: parts } })).body.tickets.map(
        (one: { number: number }) => one.number,
      );
    const cause = { field: 'resolution_cause', op: 'contains', value: 'valvula de gas' };
    expect(await asked(cause)).toEqual([number]);
    expect(await asked(cause, { field: 'resolution_outcome', op: 'starts_with', value: 'forno' })).toEqual([number]);
    await explain(number, { ...fuse, cause: 'Outra' });
    expect(await asked(cause)).toEqual([]);
  });

  test('is shown with tickets like it, best first, and only to who may see them', async () => {
    const solved = await openTicket(desk.as('ana'), { subject: 'Liquidificador não liga', team: 'support' });
    await explain(solved, { ...fuse, cause: 'Fusível' });
    const hidden = await openTicket(desk.as('olivia'), { subject: 'Liquidificador não liga', team: 'billing' });
    await desk.as('olivia').put(`/api/tickets/${hidden}/resolution`, fuse);
    const asked = await openTicket(desk.as('ana'), { subject: 'Meu liquidificador não liga mais', team: 'support' });
    const { tickets } = (await desk.as('ana').get(`/api/tickets/${asked}/similar`)).body;
    expect(tickets.map(({ number }: { number: number }) => number)).toEqual([solved]);
    expect((await desk.as('lia').get(`/api/tickets/${asked}/similar`)).status).toBe(404);
  });
});
