import {
  belongingBody,
  belongingReply,
  participantsBody,
  ticketParams,
  ticketReply,
} from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { decideBelonging } from '../commands/belonging.ts';
import { changeParticipants } from '../commands/participants.ts';
import { readTicket } from '../reads/ticket.ts';

const tag = 'Tickets';

/** Who else is in a ticket, and which ticket it belongs to. */
export const companyRoutes = (p: Platform): Route[] => [
  route({
    method: 'PATCH',
    url: '/api/tickets/:number/participants',
    access: { may: 'tickets.reply' },
    summary: 'Say who gets copies of what is answered, and may write into the ticket',
    tag,
    params: ticketParams,
    body: participantsBody,
    replies: { 200: ticketReply },
    async run({ actor, params: { number }, body }) {
      await changeParticipants(p, { actor, number, body });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
  route({
    method: 'PUT',
    url: '/api/tickets/:number/belonging',
    access: { may: 'tickets.update' },
    summary: 'Decide whether a ticket belongs to the one it may belong to',
    tag,
    params: ticketParams,
    body: belongingBody,
    replies: { 200: belongingReply },
    run: async ({ actor, params: { number }, body }) => ({ number: await decideBelonging(p, { actor, number, body }) }),
  }),
];
