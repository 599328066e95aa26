import { lockdownBody, lockdownReply, suspicionList, suspicionQuery } from '../../contract/security.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { lockDown } from './commands/lockdown.ts';
import { listSuspicions } from './reads/suspicions.ts';

const tag = 'Security';

export const securityRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/security/suspicions',
    access: { may: 'audit.read' },
    summary: 'What looked suspicious, newest first',
    tag,
    query: suspicionQuery,
    replies: { 200: suspicionList },
    run: async ({ query }) => listSuspicions(p.db, query),
  }),
  route({
    method: 'POST',
    url: '/api/security/lockdown',
    // And only owners: the command asks for that.
    access: { may: 'settings.manage' },
    summary: 'Sign everybody out at once but yourself, and revoke all API tokens if asked to',
    tag,
    body: lockdownBody,
    replies: { 200: lockdownReply },
    run: ({ actor, request, body }) => lockDown(p, { actor, request, ...body }),
  }),
];
