import {
  apiTokenList,
  apiTokenParams,
  changePasswordBody,
  createApiTokenBody,
  createdApiToken,
  meReply,
  sessionList,
  sessionParams,
  updateMeBody,
} from '../../contract/auth.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { createApiToken, removeApiToken } from './commands/api-tokens.ts';
import { changePassword } from './commands/passwords.ts';
import { updateProfile } from './commands/profile.ts';
import { endOtherSessions, endSessionById } from './commands/sign-in.ts';
import { listApiTokens, listSessions, readMe } from './reads/own.ts';
import { sessionHash } from './session-cookie.ts';

const access = { signedIn: true } as const;
const tag = 'Me';

/** What every agent may do about himself. */
export const ownRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/me',
    access,
    summary: 'Who I am and what I may do',
    tag,
    replies: { 200: meReply },
    run: async ({ actor }) => ({ me: await readMe(p, actor) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/me',
    access,
    summary: 'Change my name, language, theme or keys',
    tag,
    body: updateMeBody,
    replies: { 200: meReply },
    async run({ actor, body }) {
      await updateProfile(p, actor, body);
      return { me: await readMe(p, actor) };
    },
  }),
  route({
    method: 'PUT',
    url: '/api/me/password',
    access,
    summary: 'Change my password; my other sessions end',
    tag,
    body: changePasswordBody,
    replies: { 204: null },
    run: async ({ actor, request, body }) =>
      changePassword(p, { actor, ...body, session: sessionHash(p, request), request }),
  }),
  ...ownSessionRoutes(p),
  ...ownTokenRoutes(p),
];

const ownSessionRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/me/sessions',
    access,
    summary: 'Where I am signed in',
    tag,
    replies: { 200: sessionList },
    run: async ({ actor, request }) => ({ sessions: await listSessions(p, actor, sessionHash(p, request)) }),
  }),
  route({
    method: 'DELETE',
    url: '/api/me/sessions',
    access,
    summary: 'Sign out everywhere else',
    tag,
    replies: { 204: null },
    run: async ({ actor, request }) => endOtherSessions(p, { actor, session: sessionHash(p, request), request }),
  }),
  route({
    method: 'DELETE',
    url: '/api/me/sessions/:sessionId',
    access,
    summary: 'End one of my sessions',
    tag,
    params: sessionParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => endSessionById(p, { actor, sessionId: params.sessionId, request }),
  }),
];

const ownTokenRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/me/tokens',
    access,
    summary: 'The API tokens that act as me',
    tag,
    replies: { 200: apiTokenList },
    run: async ({ actor }) => ({ tokens: await listApiTokens(p, actor) }),
  }),
  route({
    method: 'POST',
    url: '/api/me/tokens',
    access,
    summary: 'Make an API token; it is shown this once',
    tag,
    body: createApiTokenBody,
    replies: { 201: createdApiToken },
    async run({ actor, request, body }) {
      const made = await createApiToken(p, { actor, name: body.name, request });
      const createdAt = made.createdAt.toISOString();
      return { token: made.token, apiToken: { id: made.uuid, name: body.name, createdAt, lastUsedAt: null } };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/me/tokens/:apiTokenId',
    access,
    summary: 'Revoke one of my API tokens',
    tag,
    params: apiTokenParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => removeApiToken(p, { actor, tokenId: params.apiTokenId, request }),
  }),
];
