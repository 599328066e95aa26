import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const message = { text: 'It is broken again.' };
const asked = { subject: 'The oven', requester: { email: 'carla@padariacentral.example' }, message };
const ticket = async (number: number) => (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;

async function opened(status: string, more: object = {}): Promise<number> {
  const { number } = (await desk.as('olivia').post('/api/tickets', { ...asked, ...more })).body;
  const { version } = await ticket(number);
  if (status !== 'new') await desk.as('olivia').patch(`/api/tickets/${number}`, { version, status });
  return number;
}
const followUp = (number: number, more: object = {}, agent: 'ana' | 'caio' = 'ana') =>
  desk.as(agent).post('/api/tickets', { subject: 'The oven again', message, followUpOf: number, ...more });

describe('a follow-up by hand', () => {
  test.each(['solved', 'closed'])(
    'carries a %s ticket on for the same customer, and each names the other',
    async (status) => {
      const inbox = desk.world.inbox.uuid;
      const number = await opened(status, { team: 'support', inbox });
      const { status: code, body } = await followUp(number, { team: 'support' });
      expect(code).toBe(201);
      expect(body.ticket).toMatchObject({
        statusCategory: 'new',
        requester: { name: 'Carla Souza' },
        inbox: { id: inbox },
        links: [{ kind: 'follow_up_of', number }],
      });
      expect(await ticket(number)).toMatchObject({
        statusCategory: status,
        links: [{ kind: 'followed_up_by', number: body.number }],
      });
      const { history } = (await desk.as('ana').get(`/api/tickets/${body.number}/history`)).body;
      expect(history[0]).toMatchObject({
        type: 'ticket.linked',
        details: { kind: 'follow_up_of', ticket: { number } },
      });
    },
  );

  test('may be for somebody else who asks', async () => {
    const number = await opened('solved');
    const { body } = await followUp(number, { requester: { email: 'mary@northwind.example' } });
    expect(body.ticket.requester.email).toBe('mary@northwind.example');
  });

  test('is not opened of a ticket that goes on, here or elsewhere', async () => {
    const [one, other] = [await opened('new'), await opened('new')];
    expect((await followUp(one)).body.error.code).toBe('follow_up_of_active');
    await desk.as('olivia').post(`/api/tickets/${other}/merges`, { numbers: [one] });
    expect((await followUp(one)).body.error.code).toBe('follow_up_of_merged');
  });

  test('is not opened of a ticket that one does not see, nor by who may open none', async () => {
    const number = await opened('closed', { team: 'billing' });
    const hidden = await followUp(number);
    expect([hidden.status, hidden.body.error.code]).toEqual([404, 'ticket_not_found']);
    expect((await followUp(number, {}, 'caio')).status).toBe(403);
    const { requester: _, ...nobody } = asked;
    expect((await desk.as('ana').post('/api/tickets', nobody)).status).toBe(400);
  });
});
