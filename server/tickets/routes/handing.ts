import { deescalateBody, escalateBody, escalationChoices } from '../../../contract/escalations.ts';
import { snoozeBody, snoozeChoices as snoozeChoicesReply, snoozeQuery } from '../../../contract/snooze.ts';
import { ticketParams, ticketReply } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { deescalateTicket, escalateTicket } from '../commands/escalate.ts';
import { snoozeChoices, snoozeTicket, wakeTicket } from '../commands/snooze.ts';
import { readEscalationChoices } from '../reads/escalation.ts';
import { readTicket } from '../reads/ticket.ts';

const tag = 'Tickets';
const access = { may: 'tickets.update' } as const;

/** Who has a ticket next, and when somebody looks at it again. */
export const handingRoutes = (p: Platform): Route[] => [...escalationRoutes(p), ...snoozeRoutes(p)];

const escalationRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/tickets/:number/escalations',
    access,
    summary: 'Where a ticket can be escalated to, and whether you would still see it there',
    tag,
    params: ticketParams,
    replies: { 200: escalationChoices },
    run: ({ actor, params: { number } }) => readEscalationChoices(p.db, { actor, number }),
  }),
  route({
    method: 'POST',
    url: '/api/tickets/:number/escalations',
    access,
    summary: 'Hand a ticket up to the next tier or to another team, with a reason and what was tried',
    tag,
    params: ticketParams,
    body: escalateBody,
    replies: { 201: ticketReply },
    async run({ actor, params: { number }, body }) {
      await escalateTicket(p, { actor, number, body });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/tickets/:number/de-escalations',
    access,
    summary: 'Give an escalated ticket back to who had it',
    tag,
    params: ticketParams,
    body: deescalateBody,
    replies: { 201: ticketReply },
    async run({ actor, params: { number }, body }) {
      await deescalateTicket(p, { actor, number, body });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
];

const snoozeRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/tickets/:number/snooze',
    access,
    summary: 'The times that are offered for a snooze',
    tag,
    params: ticketParams,
    query: snoozeQuery,
    replies: { 200: snoozeChoicesReply },
    async run({ actor, params: { number }, query }) {
      await readTicket(p.db, { actor, number });
      return snoozeChoices(p, query);
    },
  }),
  route({
    method: 'PUT',
    url: '/api/tickets/:number/snooze',
    access,
    summary: 'Put a ticket out of the working views until a time, or until the customer writes',
    tag,
    params: ticketParams,
    body: snoozeBody,
    replies: { 200: ticketReply },
    async run({ actor, params: { number }, body }) {
      await snoozeTicket(p, { actor, number, body });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/tickets/:number/snooze',
    access,
    summary: 'Wake a ticket now',
    tag,
    params: ticketParams,
    replies: { 200: ticketReply },
    async run({ actor, params: { number } }) {
      await wakeTicket(p, { actor, number });
      return { ticket: await readTicket(p.db, { actor, number, justChanged: true }) };
    },
  }),
];
