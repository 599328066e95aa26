import { availabilityBody, nextTicketReply, ticketAssignmentReply } from '../../contract/assignment.ts';
import { ticketParams } from '../../contract/tickets.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { setAway } from './commands/availability.ts';
import { takeNext } from './commands/next-ticket.ts';
import { explainAssignment } from './reads/explain.ts';
import { settingsRoutes } from './routes/settings.ts';
import { skillRoutes } from './routes/skills.ts';

export const assignmentRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/tickets/next',
    access: { may: 'tickets.update' },
    summary: 'Take the ticket most worth doing, of those that wait and that I may take',
    tag: 'Tickets',
    replies: { 200: nextTicketReply },
    run: ({ actor }) => takeNext(p, actor),
  }),
  route({
    method: 'GET',
    url: '/api/tickets/:number/assignment',
    access: { may: 'tickets.read' },
    summary: 'Why somebody has the ticket, or nobody does',
    tag: 'Tickets',
    params: ticketParams,
    replies: { 200: ticketAssignmentReply },
    run: async ({ actor, params }) => ({ assignment: await explainAssignment(p, { actor, number: params.number }) }),
  }),
  route({
    method: 'PUT',
    url: '/api/availability',
    access: { signedIn: true },
    summary: 'Say whether I take tickets now, or am away',
    tag: 'Me',
    body: availabilityBody,
    replies: { 204: null },
    run: ({ actor, body }) => setAway(p, actor, body.isAway),
  }),
  ...settingsRoutes(p),
  ...skillRoutes(p),
];
