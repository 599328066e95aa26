import {
  notificationChoices,
  notificationChoicesBody,
  notificationList,
  notificationParams,
  notificationQuery,
} from '../../contract/notifications.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { choose } from './commands/choose.ts';
import { readAll, readOne } from './commands/read.ts';
import { readChoices } from './reads/choices.ts';
import { listNotifications } from './reads/list.ts';

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
  route({
    method: 'GET',
    url: '/api/me/notifications',
    access,
    summary: 'What I want to be told of, in the app and by mail',
    tag,
    replies: { 200: notificationChoices },
    run: async ({ actor }) => ({ choices: await readChoices(p.db, actor.id) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/me/notifications',
    access,
    summary: 'Choose what I am told of; what is not named stays as it is',
    tag,
    body: notificationChoicesBody,
    replies: { 200: notificationChoices },
    async run({ actor, body }) {
      await choose(p, actor, body);
      return { choices: await readChoices(p.db, actor.id) };
    },
  }),
];
