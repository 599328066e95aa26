import { actionList } from '../../contract/automation.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { listActions } from './reads/actions.ts';
import { ruleRoutes } from './routes/rules.ts';

export const automationRoutes = (p: Platform): Route[] => [
  ...ruleRoutes(p, 'trigger'),
  ...ruleRoutes(p, 'automation'),
  route({
    method: 'GET',
    url: '/api/automation/actions',
    access: { may: 'tickets.read' },
    summary: 'What triggers, automations and macros can do',
    tag: 'Automation',
    replies: { 200: actionList },
    run: async () => ({ actions: listActions() }),
  }),
];
