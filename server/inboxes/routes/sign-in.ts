import { inboxParams, signInAnswer, signInStartReply } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
import { sessionOfRequest } from '../../auth/reads/session-of-request.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { beginSignIn, endSignIn } from '../commands/sign-in.ts';

const access = { may: 'inboxes.manage' } as const;
const tag = 'Inboxes';

export const signInRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/inboxes/:inboxId/oauth/start',
    access,
    summary: 'Begin to sign in at the mail provider: where the browser is to go',
    tag,
    params: inboxParams,
    replies: { 201: signInStartReply },
    run: async ({ params, request }) => ({
      url: await beginSignIn(p, params.inboxId, await sessionOfRequest(p, request)),
    }),
  }),
  route({
    method: 'GET',
    url: '/api/oauth/callback',
    access,
    summary: 'Where the mail provider sends the browser back to',
    tag,
    query: signInAnswer,
    replies: { 303: null },
    streams: true,
    hidden: true,
    async run({ actor, query, request, reply }) {
      const sessionUuid = await sessionOfRequest(p, request);
      const outcome = await endSignIn(p, { actor, sessionUuid, answer: query }).then(
        () => 'done',
        (error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          p.log.warn({ err: error }, 'a sign-in at a mail provider failed');
          return error.code;
        },
      );
      return reply.header('cache-control', 'no-store').redirect(`/admin/inboxes?signIn=${outcome}`, 303);
    },
  }),
];
