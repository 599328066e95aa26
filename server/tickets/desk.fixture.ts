import type { Caller, Desk } from '../../test/server.ts';
import { settle } from '../worker.ts';

/** What the tests of this room say often. */
export type NewTicketBody = Record<string, unknown>;

export async function openTicket(by: Caller, more: NewTicketBody = {}): Promise<number> {
  const answer = await by.post('/api/tickets', {
    subject: 'Boleto vencido',
    requester: { name: 'Carla Souza', email: 'carla@padariacentral.example' },
    message: { text: 'O boleto venceu ontem. Podem emitir outro?' },
    ...more,
  });
  if (answer.status !== 201) throw new Error(`Opening failed: ${answer.text}`);
  return answer.body.ticket.number;
}

export async function get(by: Caller, number: number) {
  return (await by.get(`/api/tickets/${number}`)).body.ticket;
}

/** Patches with the version the ticket has now. */
export async function patch(by: Caller, number: number, changes: object) {
  const { version } = await get(by, number);
  return by.patch(`/api/tickets/${number}`, { version, ...changes });
}

export function write(by: Caller, number: number, body: object) {
  return by.post(`/api/tickets/${number}/messages`, body);
}

/** The events of a ticket, oldest first, as the log has them. */
export function eventsOf(desk: Desk, number: number) {
  return desk.db
    .selectFrom('events')
    .innerJoin('tickets', 'tickets.id', 'events.ticket_id')
    .selectAll('events')
    .where('tickets.number', '=', number)
    .orderBy('events.id')
    .execute();
}

/** The undo window passes and the desk does what is due. */
export async function windowPasses(desk: Desk): Promise<void> {
  desk.clock.advance(11);
  await settle(desk.p);
}
