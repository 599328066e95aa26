import { resolutionBody, ticketParams, ticketReply } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeResolution } from '../commands/resolution.ts';
import { readTicket } from '../reads/ticket.ts';

const url = '/api/tickets/:number/resolution';
const access = { may: 'tickets.update' } as const;

/** What was found and done: a record of its own, beside the messages. */
export const resolutionRoutes = (p: Platform): Route[] => [
  route({
    method: 'PUT',
    url,
    access,
    summary: 'Write down the cause, the steps and the outcome of a ticket',
    tag: 'Tickets',
    params: ticketParams,
    body: resolutionBody,
    replies: { 200: ticketReply },
    async run({ actor, params: { number }, body }) {
      await writeResolution(p, { actor, number, resolution: body });
      return { ticket: await readTicket(p.db, { actor, number }) };
    },
  }),
  route({
    method: 'DELETE',
    url,
    access,
    summary: 'Take the resolution of a ticket away; its history keeps it',
    tag: 'Tickets',
    params: ticketParams,
    replies: { 204: null },
    run: async ({ actor, params: { number } }) => writeResolution(p, { actor, number, resolution: null }),
  }),
];
