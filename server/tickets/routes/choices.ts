import { statusList, topicList } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { listStatuses, listTopics } from '../reads/choices.ts';

const tag = 'Tickets';

export const choiceRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/topics',
    access: { signedIn: true },
    summary: 'What tickets are about',
    tag,
    replies: { 200: topicList },
    run: async () => ({ topics: await listTopics(p.db) }),
  }),
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
