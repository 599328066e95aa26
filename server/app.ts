import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { errorReply } from '../contract/common.ts';
import { authenticate } from './auth/authenticate.ts';
import { countParked } from './inboxes/reads/parked.ts';
import { countParkedEvents } from './live/reads/parked-events.ts';
import { healthRoute } from './platform/health.ts';
import { docsPage } from './platform/http/docs-page.ts';
import { buildHttp } from './platform/http/http.ts';
import { openApiOf } from './platform/http/openapi.ts';
import { type Route, route } from './platform/http/route.ts';
import type { Platform } from './platform/platform.ts';
import { rooms } from './rooms.ts';
import { watchDoor } from './security/door.ts';
import { silentMailboxes } from './security/reads/silent-mailboxes.ts';

const webFolder = resolve(import.meta.dirname, '../dist/web');

/** The HTTP app. `main` lets it listen; tests use `inject`. */
export function buildApp(p: Platform): FastifyInstance {
  const ofRooms = rooms.flatMap((room) => room.routes?.(p) ?? []);
  const routes = [healthRoute(p, () => warningsOf(p)), ...ofRooms];
  const app = buildHttp(p, { routes: [...routes, ...docsRoutes(routes)], authenticate: authenticate(p), webFolder });
  watchDoor(p, app);
  return app;
}

async function warningsOf(p: Platform): Promise<Record<string, number>> {
  const [silent, parkedMails, parkedEvents] = await Promise.all([
    silentMailboxes(p.db, p.clock.now()),
    countParked(p.db),
    countParkedEvents(p.db),
  ]);
  return { silentMailboxes: silent.length, parkedMails, parkedEvents };
}

/** The API's own description, made when it is first asked for. */
function docsRoutes(routes: readonly Route[]): Route[] {
  const access = { public: 'the description of the API is no secret' };
  let made: ReturnType<typeof openApiOf> | undefined;
  const describe = () => {
    made ??= openApiOf(routes, errorReply);
    return made;
  };
  return [
    route({
      method: 'GET',
      url: '/api/openapi.json',
      access,
      summary: 'The API as an OpenAPI 3.1 document',
      tag: 'Desk',
      replies: { 200: z.unknown() },
      run: async () => describe(),
    }),
    route({
      method: 'GET',
      url: '/api/docs',
      access,
      summary: 'The API as a page to read',
      tag: 'Desk',
      replies: { 200: null },
      streams: true,
      hidden: true,
      run: async ({ reply }) => reply.type('text/html; charset=utf-8').send(docsPage(describe())),
    }),
  ];
}
