import { ticketSlaReply } from '../../contract/sla.ts';
import { ticketParams } from '../../contract/tickets.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { readTicketSla } from './reads/ticket-sla.ts';
import { businessHoursRoutes } from './routes/business-hours.ts';
import { holidayRoutes } from './routes/holidays.ts';
import { moveRoutes } from './routes/moves.ts';
import { policyRoutes } from './routes/policies.ts';

export const slaRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/tickets/:number/sla',
    access: { may: 'tickets.read' },
    summary: 'What is promised on a ticket, how it stands, and why it is due when it is',
    tag: 'Tickets',
    params: ticketParams,
    replies: { 200: ticketSlaReply },
    run: async ({ actor, params }) => ({ sla: await readTicketSla(p, { actor, number: params.number }) }),
  }),
  ...policyRoutes(p),
  ...businessHoursRoutes(p),
  ...holidayRoutes(p),
  ...moveRoutes(p),
];
