import { matchingBody, matchingReply } from '../../contract/conditions.ts';
import { listTicketsQuery, ticketList } from '../../contract/tickets.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { listTickets } from '../tickets/reads/list.ts';
import { askedOf } from './asked.ts';
import { matchingTickets } from './reads/matching.ts';
import { savedViewRoutes } from './routes/views.ts';

export const viewRoutes = (p: Platform): Route[] => [
  ...savedViewRoutes(p),
  route({
    method: 'GET',
    url: '/api/tickets',
    access: { may: 'tickets.read' },
    summary: 'Tickets of a view or by filters, a page at a time',
    tag: 'Tickets',
    query: listTicketsQuery,
    replies: { 200: ticketList },
    run: async ({ actor, query }) => listTickets(p, actor, await askedOf(p, actor, query)),
  }),
  route({
    method: 'POST',
    url: '/api/tickets/matching',
    access: { may: 'tickets.read' },
    summary: 'How many of your tickets a condition holds for now, and some of them',
    tag: 'Tickets',
    body: matchingBody,
    replies: { 200: matchingReply },
    run: async ({ actor, body }) => matchingTickets(p, actor, body.condition),
  }),
];
