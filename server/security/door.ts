import type { FastifyInstance, FastifyRequest } from 'fastify';
import { shownToken } from '../auth/reads/shown-token.ts';
import type { Platform } from '../platform/platform.ts';
import { netOf } from '../platform/throttle.ts';
import { makeObserver, type Observer } from './observer.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What the desk remembers of who read and who knocked in vain. */
    observer: Observer;
  }
}

/** Stands beside the door of every room and remembers, after the answer has gone, what the rules of suspicion ask about. */
export function watchDoor(p: Platform, app: FastifyInstance): void {
  const observer = makeObserver(p);
  app.decorate('observer', observer);
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 200) noteRead(observer, request, String(reply.getHeader('content-disposition') ?? ''));
    noteDeadToken(p, observer, request);
  });
  app.addHook('onError', async (request, _reply, error) => noteRefusal(p, observer, { request, code: error.code }));
  app.addHook('onClose', () => observer.close());
}

/** Where the whole of something is read, and which parameter says what. */
const readings = {
  'GET /api/tickets/:number': { kind: 'tickets_read', name: 'number' },
  'GET /api/tickets/:number/messages': { kind: 'tickets_read', name: 'number' },
  'GET /api/attachments/:attachmentId': { kind: 'attachments_read', name: 'attachmentId' },
  'GET /api/messages/:messageId/raw': { kind: 'attachments_read', name: 'messageId' },
} as const;

/** Pictures that stand in the text of a mail are fetched by the dozen when it is opened; they are no downloads. */
function noteRead(observer: Observer, request: FastifyRequest, disposition: string): void {
  const reading = readings[`${request.method} ${request.routeOptions.url}` as keyof typeof readings];
  if (reading === undefined || request.actor === null || disposition.startsWith('inline')) return;
  const value = (request.params as Record<string, string>)[reading.name] ?? '';
  const thing = reading.name === 'number' ? String(Number(value)) : value.toLowerCase();
  observer.note({ kind: reading.kind, who: { agentId: request.actor.id }, thing });
}

/** A page that is open without a session asks again and again with one dead token: different ones are counted. */
function noteDeadToken(p: Platform, observer: Observer, request: FastifyRequest): void {
  if (request.actor !== null || !request.url.startsWith('/api/')) return;
  const token = shownToken(p, request);
  if (token !== null) noteTried(p, observer, { request, kind: 'tokens_tried', thing: token });
}

function noteRefusal(p: Platform, observer: Observer, of: { request: FastifyRequest; code: string }): void {
  const { request, code } = of;
  const { email, token } = (request.body ?? {}) as { email?: unknown; token?: unknown };
  if (code === 'wrong_credentials') {
    noteTried(p, observer, { request, kind: 'accounts_tried', thing: String(email).trim().toLowerCase() });
  }
  if (code === 'link_expired') noteTried(p, observer, { request, kind: 'tokens_tried', thing: String(token) });
}

type Tried = { request: FastifyRequest; kind: 'accounts_tried' | 'tokens_tried'; thing: string };

/** Only a digest is kept: enough to count different ones, of no use to whoever reads it. */
function noteTried(p: Platform, observer: Observer, { request, kind, thing }: Tried): void {
  observer.note({ kind, who: { net: netOf(request.ip) }, thing: p.secrets.sign('observation', thing).slice(0, 16) });
}
