import { actionList, ruleTraceReply } from '../../contract/automation.ts';
import { ticketParams } from '../../contract/tickets.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { listActions } from './reads/actions.ts';
import { readTrace } from './reads/trace.ts';
import { macroRoutes } from './routes/macros.ts';
import { ruleRoutes } from './routes/rules.ts';
import { templateRoutes } from './routes/templates.ts';

export const automationRoutes = (p: Platform): Route[] => [
  ...ruleRoutes(p, 'trigger'),
  ...ruleRoutes(p, 'automation'),
  ...macroRoutes(p),
  ...templateRoutes(p),
  route({
    method: 'GET',
    url: '/api/automation/actions',
    access: { may: 'tickets.read' },
    summary: 'What triggers, automations and macros can do',
    tag: 'Automation',
    replies: { 200: actionList },
    run: async () => ({ actions: listActions() }),
  }),
  route({
    method: 'GET',
    url: '/api/tickets/:number/rules',
    access: { may: 'tickets.read' },
    summary: 'Which rules ran on a ticket or were considered, what decided, and what they wait for',
    tag: 'Tickets',
    params: ticketParams,
    replies: { 200: ruleTraceReply },
    run: async ({ actor, params }) => ({ trace: await readTrace(p.db, { actor, number: params.number }) }),
  }),
];
