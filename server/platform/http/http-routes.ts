import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../platform.ts';
import { readInput } from './http-input.ts';
import { mainStatus, replySerialisers } from './http-replies.ts';
import { idempotencyKeyOf, once } from './idempotency.ts';
import type { Route } from './route.ts';

/** Puts one declared route into Fastify. */
export function addRoute(app: FastifyInstance, p: Platform, route: Route): void {
  const options = {
    method: route.method,
    url: route.url,
    config: { access: route.access, route },
    ...replySerialisers(route),
    handler: (request: FastifyRequest, reply: FastifyReply) => answer(p, route, { request, reply }),
  };
  if (route.onClose) app.addHook('preClose', route.onClose);
  if (!route.raw) return void app.route(options);
  const { types, maxBytes } = route.raw;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      types,
      { parseAs: 'buffer', bodyLimit: maxBytes },
      async (_: unknown, bytes: Buffer) => bytes,
    );
    scope.route({ ...options, bodyLimit: maxBytes });
  });
}

type Exchange = { request: FastifyRequest; reply: FastifyReply };

async function answer(p: Platform, route: Route, { request, reply }: Exchange) {
  const call = { ...readInput(route, request), actor: request.actor, request, reply };
  reply.status(mainStatus(route));
  if (route.streams) {
    const streamed = await route.run(call);
    return streamed === undefined || reply.sent ? reply : streamed;
  }
  if (request.actor && idempotencyKeyOf(request) !== null) return answerOnce(p, route, call);
  const result = await route.run(call);
  return result === undefined && !reply.sent ? reply.send() : result;
}

/** The reply is serialised here, because what a repetition gets must be the same text. */
async function answerOnce(p: Platform, route: Route, call: Exchange) {
  const { request, reply } = call;
  const answered = await once(p, request, async () => {
    const result = await route.run(call);
    const body = result === undefined ? '' : (reply.serialize(result) as string);
    return { status: reply.statusCode, body };
  });
  reply.status(answered.status);
  if (answered.isRepeated) reply.header('idempotency-replayed', 'true');
  if (answered.body === '') return reply.send();
  return reply
    .type('application/json; charset=utf-8')
    .serializer((text: string) => text)
    .send(answered.body);
}
