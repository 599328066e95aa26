import { notificationList, notificationParams, notificationQuery } from '../../contract/notifications.ts';
import type { Platform } from '../platform/platform.ts';
import { type Route, route } from '../platform/route.ts';
import { readAll, readOne } from './commands.ts';
import { listNotifications } from './reads.ts';

const access = { signedIn: true } as const;
const tag = 'Notifications';

export const notificationRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/notifications',
    access,
    summary: 'What I was told, newest first, and how much of it is unread',
    tag,
    query: notificationQuery,
    replies: { 200: notificationList },
    run: async ({ actor, query }) => listNotifications(p.db, actor, query),
  }),
  route({
    method: 'POST',
    url: '/api/notifications/:notificationId/read',
    access,
    summary: 'Mark one as read',
    tag,
    params: notificationParams,
    replies: { 204: null },
    run: async ({ actor, params }) => readOne(p, actor, params.notificationId),
  }),
  route({
    method: 'POST',
    url: '/api/notifications/read',
    access,
    summary: 'Mark all as read',
    tag,
    replies: { 204: null },
    run: async ({ actor }) => readAll(p, actor),
  }),
];
