import { statusList } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { listStatuses } from '../reads/choices.ts';

const tag = 'Tickets';

export const choiceRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/statuses',
    access: { signedIn: true },
    summary: 'The statuses a ticket can have, each in its category',
    tag,
    replies: { 200: statusList },
    run: async () => ({ statuses: await listStatuses(p.db) }),
  }),
];
