import { statSync } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerError, nothingHere } from './http-errors.ts';

const access = { public: 'files of the web app; they hold no data' };
const aYear = 365 * 24 * 3600 * 1000;
const fileEndings = /^\.(js|css|map|json|webmanifest|txt|html|ico|png|jpe?g|svg|webp|woff2?)$/;

/**
 * The built web app. Files under `/assets` have a hash in their name and never change; every page address that is no file is
 * the app's own and gets its index. `/api` is never a page.
 */
export function serveWeb(app: FastifyInstance, folder: string): void {
  app.register(serveStatic, { root: folder, serve: false, cacheControl: false });
  const handler = (request: FastifyRequest, reply: FastifyReply) => sendPage(folder, request, reply);
  for (const url of ['/', '/assets/*']) {
    app.route({ method: 'GET', url, config: { access }, exposeHeadRoute: true, handler });
  }
  app.setNotFoundHandler(handler);
}

function sendPage(folder: string, request: FastifyRequest, reply: FastifyReply) {
  const path = pathOf(request.url);
  if (path === null || !isPageAddress(request, path)) return answerError(nothingHere(), request, reply);
  if (isFile(folder, path)) return sendFile(reply, path);
  if (path.startsWith('/assets/') || fileEndings.test(extname(path))) {
    return answerError(nothingHere(), request, reply);
  }
  if (isFile(folder, '/index.html')) return sendFile(reply.status(200), '/index.html');
  return reply.status(503).type('text/plain; charset=utf-8').send('The web app is not built yet. Run: npm run build');
}

function sendFile(reply: FastifyReply, path: string) {
  if (!path.startsWith('/assets/')) return reply.header('cache-control', 'no-cache').sendFile(path);
  return reply.sendFile(path, { maxAge: aYear, immutable: true, cacheControl: true });
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '/');
  } catch {
    return null; // a broken escape names nothing
  }
}

function isPageAddress(request: FastifyRequest, path: string): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|health)(\/|$)/.test(path);
}

/** Inside the folder, not hidden, and really a file. */
function isFile(folder: string, path: string): boolean {
  const full = resolve(folder, `.${path}`);
  if (!full.startsWith(folder + sep) || path.includes('/.') || path.includes('\0')) return false;
  return statSync(full, { throwIfNoEntry: false })?.isFile() ?? false;
}
