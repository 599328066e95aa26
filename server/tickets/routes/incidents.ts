import { problemBody } from '../../../contract/incidents.ts';
import { ticketParams, ticketReply } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { endIncident, makeIncident } from '../commands/incidents.ts';
import { readTicket } from '../reads/ticket.ts';

const tag = 'Tickets';
const access = { may: 'tickets.update' } as const;
const url = '/api/tickets/:number/problem';

export const incidentRoutes = (p: Platform): Route[] => [
  route({
    method: 'PUT',
    url,
    access,
    summary: 'Make a ticket an incident of a problem',
    tag,
    params: ticketParams,
    body: problemBody,
    replies: { 200: ticketReply },
    async run({ actor, params: { number }, body }) {
      await makeIncident(p, { actor, number, problem: body.number });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
  route({
    method: 'DELETE',
    url,
    access,
    summary: 'Unlink an incident from its problem',
    tag,
    params: ticketParams,
    replies: { 200: ticketReply },
    async run({ actor, params: { number } }) {
      await endIncident(p, { actor, number });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
];
