import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyRequest, type RouteOptions } from 'fastify';
import { AppError } from '../../../domain/errors.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { newId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { answerError, asRefusal, nothingHere, statusOfError } from './http-errors.ts';
import { hostGuard, refuseForeignPages, refuseOtherThanJson } from './http-guards.ts';
import { securityHeaders } from './http-headers.ts';
import { addRoute } from './http-routes.ts';
import type { Access, Route } from './route.ts';
import { serveWeb } from './static-files.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call it: from the route's declaration. Nothing gets in without. */
    access?: Access;
    route?: Route;
  }
  interface FastifyInstance {
    /** Every route as Fastify took it, whoever added it: the access matrix in the tests is made from this. */
    routeTable: readonly RouteOptions[];
    /** Who sends this request, asked again: a stream outlives the session it was opened with. */
    authenticate: Authenticate;
  }
  interface FastifyRequest {
    /** The agent who asks; null when nobody is signed in (then only public routes answer). */
    actor: AgentActor | null;
  }
}

type Authenticate = (request: FastifyRequest) => Promise<AgentActor | null>;
/** `webFolder`: where the built web app is; without it there are no pages. */
type Parts = { routes: readonly Route[]; authenticate: Authenticate; webFolder?: string };

/** The longest text a message takes, with every character escaped, and some room. */
const jsonBodyLimit = 4 * 1024 * 1024;
const closingMs = 8_000;

/** The HTTP door of every room: their routes behind one set of guards, one error table and one way to parse and to answer. */
export function buildHttp(p: Platform, { routes, authenticate, webFolder }: Parts): FastifyInstance {
  const app = openFastify(p);
  app.decorateRequest('actor', null);
  app.decorate('authenticate', authenticate);
  const routeTable: RouteOptions[] = [];
  app.decorate('routeTable', routeTable);
  app.addHook('onRoute', (route) => {
    refuseWithoutAccess(route);
    routeTable.push(route);
  });
  app.setErrorHandler(answerError);
  takeOnlyJson(app);
  guard(app, p, authenticate);
  logRequests(app);
  hangUpWhenAnswered(app);
  for (const route of routes) addRoute(app, p, route);
  if (webFolder) serveWeb(app, webFolder);
  else app.setNotFoundHandler((request, reply) => answerError(nothingHere(), request, reply));
  return app;
}

function openFastify(p: Platform): FastifyInstance {
  const app = Fastify({
    loggerInstance: p.log,
    logController: new Fastify.LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => newId(),
    // A PUBLIC_URL means a proxy in front: one on this machine or network says whose address it passes on.
    trustProxy: p.config.publicUrl === null ? false : ['loopback', 'uniquelocal'],
    bodyLimit: jsonBodyLimit,
    // A file of 25 MB over a slow line: 100 kB/s. Headers have a minute (Node's own limit).
    requestTimeout: 300_000,
    keepAliveTimeout: 72_000,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
  } as Parameters<typeof Fastify>[0]) as unknown as FastifyInstance;
  return app;
}

/** A route that does not say who may call it stops the boot, whoever added it. */
function refuseWithoutAccess(route: RouteOptions): void {
  if (route.config?.access) return;
  throw new Error(`${route.method} ${route.url} does not declare who may call it (access).`);
}

/** JSON and nothing else; a route with `raw` takes its own types. Without a body the content type does not matter. */
function takeOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined);
    void parse(request, text as string, done);
  });
}

function guard(app: FastifyInstance, p: Platform, authenticate: Authenticate): void {
  const refuseForeignHost = hostGuard(p.config);
  const secure = securityHeaders(p.config);

  app.addHook('onRequest', async (request, reply) => {
    secure(reply, request.url);
    reply.header('x-request-id', request.id);
    refuseForeignHost(request);
    const access = request.routeOptions.config.access;
    if (!access) return; // nothing at this address
    refuseForeignPages(p.config, request);
    request.actor = await actorFor(access, request, authenticate);
    refuseWithoutPermission(access, request.actor);
    refuseOtherThanJson(request);
  });
}

async function actorFor(access: Access, request: FastifyRequest, authenticate: Authenticate) {
  const carriesProof = request.headers.authorization !== undefined || request.headers.cookie !== undefined;
  const isPage = 'public' in access && !request.url.startsWith('/api/');
  return carriesProof && !isPage ? authenticate(request) : null;
}

function refuseWithoutPermission(access: Access, actor: AgentActor | null): void {
  if ('public' in access) return;
  if (!actor) throw new AppError('unauthenticated', 'not_signed_in', 'Sign in first.');
  if ('may' in access && !may(actor, access.may)) {
    throw new AppError('forbidden', 'not_allowed', 'Your role does not allow this.');
  }
}

function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const level = reply.statusCode >= 400 || request.method !== 'GET' ? 'info' : 'debug';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log[level]({ req: request, status: reply.statusCode, ms, agent: request.actor?.id }, 'Answered');
  });
}

/**
 * While closing: whoever was being answered keeps his connection open for more, and the close would wait for him; who has
 * not finished asking by then never will in time.
 */
function hangUpWhenAnswered(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const idle = setInterval(() => app.server.closeIdleConnections(), 50).unref();
    const late = setTimeout(() => app.server.closeAllConnections(), closingMs).unref();
    app.server.once('close', () => {
      clearInterval(idle);
      clearTimeout(late);
    });
  });
}

/** Bytes that are not even HTTP never reach a route; they get the same shape of answer. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: IncomingMessage['socket']): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const known = asRefusal(error) ?? new AppError('invalid', 'invalid_request', 'This is not an HTTP request.');
  const body = JSON.stringify({ error: { code: known.code, message: known.message } });
  const head = `HTTP/1.1 ${statusOfError(known)} Refused\r\nContent-Type: application/json\r\nConnection: close`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
