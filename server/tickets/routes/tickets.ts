import {
  getTicketQuery,
  historyQuery,
  historyReply,
  openedReply,
  openTicketBody,
  ticketParams,
  ticketReply,
  tickParams,
  updateTicketBody,
} from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { openByAgent } from '../commands/open-by-agent.ts';
import { tickQuestion } from '../commands/tick.ts';
import { updateTicket } from '../commands/update.ts';
import { readHistory } from '../reads/history.ts';
import { readMessages } from '../reads/messages.ts';
import { readTicket } from '../reads/ticket.ts';

const tag = 'Tickets';

export const oneTicketRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/tickets',
    access: { may: 'tickets.create' },
    summary: 'Open a ticket in the words of its requester',
    tag,
    body: openTicketBody,
    replies: { 201: openedReply },
    async run({ actor, body, reply }) {
      const { number } = await openByAgent(p, actor, body);
      reply.header('location', `/api/tickets/${number}`);
      return { number, ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/tickets/:number',
    access: { may: 'tickets.read' },
    summary: 'One ticket, with its messages if asked for',
    tag,
    params: ticketParams,
    query: getTicketQuery,
    replies: { 200: ticketReply },
    async run({ actor, params: { number }, query }) {
      if (query.include === undefined) return { ticket: await readTicket(p.db, { actor, number }) };
      const both = [readTicket(p.db, { actor, number }), readMessages(p.db, { actor, number })] as const;
      const [ticket, messages] = await Promise.all(both);
      return { ticket, messages };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/tickets/:number',
    access: { may: 'tickets.update' },
    summary: 'Change status, priority, team, assignee, topic, tags or fields',
    tag,
    params: ticketParams,
    body: updateTicketBody,
    replies: { 200: ticketReply },
    async run({ actor, params: { number }, body }) {
      await updateTicket(p, { actor, number, body });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
  ...(['PUT', 'DELETE'] as const).map((method) =>
    route({
      method,
      url: '/api/tickets/:number/questions/:questionId',
      access: { may: 'tickets.update' },
      summary: method === 'PUT' ? 'Tick a question of the checklist: it was asked, or is known' : 'Take the tick away',
      tag,
      params: tickParams,
      replies: { 204: null },
      run: ({ actor, params }) => tickQuestion(p, { actor, ...params, isTicked: method === 'PUT' }),
    }),
  ),
  route({
    method: 'GET',
    url: '/api/tickets/:number/history',
    access: { may: 'tickets.read' },
    summary: 'What happened to a ticket and why, newest first',
    tag,
    params: ticketParams,
    query: historyQuery,
    replies: { 200: historyReply },
    run: ({ actor, params: { number }, query }) => readHistory(p.db, { actor, number }, query),
  }),
];
