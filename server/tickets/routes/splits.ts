import { splitBody } from '../../../contract/splits.ts';
import { ticketParams, ticketReply } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { splitTicket } from '../commands/split.ts';
import { unsplitTicket } from '../commands/unsplit.ts';
import { readTicket } from '../reads/ticket.ts';

const tag = 'Tickets';
const access = { may: 'tickets.update' } as const;

export const splitRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/tickets/:number/splits',
    access,
    summary: 'Make a new ticket out of a message of this one, alone or with all later ones; it can be undone',
    tag,
    params: ticketParams,
    body: splitBody,
    replies: { 201: ticketReply },
    async run({ actor, params: { number }, body }) {
      const made = await splitTicket(p, { actor, number, body });
      return { ticket: await readTicket(p.db, { actor, number: made, justChanged: true }) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/tickets/:number/split',
    access,
    summary: 'Undo the split that made a ticket: its messages, and those written in it since, go back',
    tag,
    params: ticketParams,
    replies: { 200: ticketReply },
    async run({ actor, params: { number } }) {
      await unsplitTicket(p, { actor, number });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
];
