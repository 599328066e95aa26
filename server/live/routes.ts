import type { OutgoingHttpHeaders } from 'node:http';
import { onlookingBody, streamQuery } from '../../contract/live.ts';
import { ticketParams } from '../../contract/tickets.ts';
import { AppError } from '../../domain/errors.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { makeHub } from './hub.ts';
import { sayDoing } from './onlooking.ts';
import { hearFrom } from './presence.ts';
import { openStream } from './stream.ts';

const mostPerAgent = 30;

export const liveRoutes = (p: Platform): Route[] => {
  const hub = makeHub(p);
  return [
    route({
      method: 'GET',
      url: '/api/stream',
      access: { signedIn: true },
      summary: 'What changes, as server-sent events: ids only, ask again for what you show',
      tag: 'Live',
      query: streamQuery,
      replies: { 200: null },
      streams: true,
      onClose: hub.close,
      async run({ actor, query, request, reply }) {
        if (hub.count(actor.id) >= mostPerAgent) {
          throw new AppError('unavailable', 'too_many_requests', 'Too many streams are open.');
        }
        const lastSeen = readPosition(request.headers['last-event-id']) ?? query.after ?? null;
        reply.hijack();
        const response = reply.raw;
        response.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...eventStream });
        const stream = openStream(response, actor);
        const listener = { stream, whoIsThis: () => request.server.authenticate(request) };
        response.on('close', () => hub.leave(listener));
        await hub.join(listener, lastSeen).catch((error: unknown) => {
          p.log.warn({ err: error }, 'A stream could not begin');
          stream.end();
        });
      },
    }),
    route({
      method: 'POST',
      url: '/api/presence',
      access: { signedIn: true },
      summary: 'Say that I am there; once a minute, for programs without a stream',
      tag: 'Live',
      replies: { 204: null },
      run: ({ actor }) => hearFrom(p, actor.id),
    }),
    route({
      method: 'PUT',
      url: '/api/tickets/:number/onlooking',
      access: { may: 'tickets.read' },
      summary: 'Say that you look at a ticket, type in it, or left it: others who see it are told',
      tag: 'Live',
      params: ticketParams,
      body: onlookingBody,
      replies: { 204: null },
      run: ({ actor, params: { number }, body: { doing } }) => sayDoing(p, { actor, number, doing }),
    }),
  ];
};

/** `x-accel-buffering` tells nginx not to hold events back. */
const eventStream = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

function readPosition(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
