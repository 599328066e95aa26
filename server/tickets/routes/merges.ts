import { mergeBody } from '../../../contract/merges.ts';
import { ticketParams, ticketReply } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { mergeTickets } from '../commands/merge.ts';
import { unmergeTicket } from '../commands/unmerge.ts';
import { readTicket } from '../reads/ticket.ts';

const tag = 'Tickets';
const access = { may: 'tickets.update' } as const;

export const mergeRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/tickets/:number/merges',
    access,
    summary: 'Merge one or several tickets into this one; each can be undone at any time',
    tag,
    params: ticketParams,
    body: mergeBody,
    replies: { 201: ticketReply },
    async run({ actor, params: { number }, body }) {
      await mergeTickets(p, { actor, into: number, numbers: body.numbers });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/tickets/:number/merge',
    access,
    summary: 'Undo the merge of a ticket: what was written in it, and came by mail for it since, comes back',
    tag,
    params: ticketParams,
    replies: { 200: ticketReply },
    async run({ actor, params: { number } }) {
      await unmergeTicket(p, { actor, number });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
];
