import type { FastifyRequest } from 'fastify';
import { agentParams, createAgentBody, invitedReply } from '../../contract/agents.ts';
import {
  acceptInviteBody,
  inviteState,
  lookAtInviteBody,
  meReply,
  requestResetBody,
  resetBody,
  sessionReply,
  setupBody,
  setupState,
  signInBody,
} from '../../contract/auth.ts';
import { agentActor } from '../agents/reads/actor.ts';
import { getAgent } from '../agents/reads/agents.ts';
import { endOfLog } from '../platform/event-log/log-reader.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { acceptInvite, inviteAgain, inviteAgent, lookAtInvite } from './commands/invites.ts';
import { finishReset, requestReset } from './commands/passwords.ts';
import { isSetupNeeded, setUp, showSetupLink } from './commands/setup.ts';
import { signIn, signOut } from './commands/sign-in.ts';
import { isOwnMachine } from './own-machine.ts';
import { ownRoutes } from './own-routes.ts';
import { readMe } from './reads/own.ts';
import { clearSessionCookie, sessionHash, setSessionCookie } from './session-cookie.ts';

export const authRoutes = (p: Platform): Route[] => [
  ...setupRoutes(p),
  ...sessionRoutes(p),
  ...inviteRoutes(p),
  ...resetRoutes(p),
  ...ownRoutes(p),
];

const tag = 'Signing in';

const setupRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/setup',
    access: { public: 'an empty desk has nobody who could sign in' },
    summary: 'Whether the desk still needs an owner',
    tag,
    replies: { 200: setupState },
    async run({ request }) {
      const link = isOwnMachine(p, request) ? await showSetupLink(p) : null;
      return { isNeeded: await isSetupNeeded(p), link };
    },
  }),
  route({
    method: 'POST',
    url: '/api/setup',
    access: { public: 'the one-time link is the proof' },
    summary: 'Make the first owner by the one-time setup link, and sign in',
    tag,
    body: setupBody,
    replies: { 201: meReply },
    async run({ request, reply, body }) {
      const { session, actor } = await setUp(p, { body, browser: browserOf(request), requestId: request.id });
      setSessionCookie(p, reply, session);
      return { me: await readMe(p, actor) };
    },
  }),
];

const sessionRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/session',
    access: { public: 'a page asks this before anybody signed in' },
    summary: 'Who is signed in here, if anybody',
    tag,
    replies: { 200: sessionReply },
    async run({ actor }) {
      if (actor?.kind !== 'agent') return { me: null, position: null };
      const position = await endOfLog(p.db);
      return { me: await readMe(p, actor), position };
    },
  }),
  route({
    method: 'POST',
    url: '/api/session',
    access: { public: 'this is how one signs in' },
    summary: 'Sign in: the session comes as a cookie',
    tag,
    body: signInBody,
    replies: { 201: meReply },
    async run({ request, reply, body }) {
      const asked = { ...body, browser: browserOf(request), earlier: sessionHash(p, request), requestId: request.id };
      const { session, agentId } = await signIn(p, asked);
      setSessionCookie(p, reply, session);
      return { me: await readMe(p, await agentActor(p.db, agentId, false)) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/session',
    access: { signedIn: true },
    summary: 'Sign out',
    tag,
    replies: { 204: null },
    async run({ actor, request, reply }) {
      const session = sessionHash(p, request);
      if (session) await signOut(p, { actor, session, request });
      clearSessionCookie(p, reply);
    },
  }),
];

const inviteRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/agents',
    access: { may: 'agents.manage' },
    summary: 'Add an agent and invite him: the link goes by mail, or comes here where no mail leaves the desk',
    tag: 'Agents',
    body: createAgentBody,
    replies: { 201: invitedReply },
    async run({ actor, request, body }) {
      const { agentId, inviteUrl } = await inviteAgent(p, { actor, request, body });
      return { agent: await getAgent(p.db, agentId), inviteUrl };
    },
  }),
  route({
    method: 'POST',
    url: '/api/agents/:agentId/invite',
    access: { may: 'agents.manage' },
    summary: 'A new link for an agent who lost the first one',
    tag: 'Agents',
    params: agentParams,
    replies: { 201: invitedReply },
    async run({ actor, request, params }) {
      const { agentId, inviteUrl } = await inviteAgain(p, params.agentId, { actor, request });
      return { agent: await getAgent(p.db, agentId), inviteUrl };
    },
  }),
  route({
    method: 'POST',
    url: '/api/invites/look',
    access: { public: 'the invite is the proof' },
    summary: 'Who is invited where',
    tag,
    body: lookAtInviteBody,
    replies: { 200: inviteState },
    run: async ({ body }) => lookAtInvite(p, body.token),
  }),
  route({
    method: 'POST',
    url: '/api/invites/accept',
    access: { public: 'the invite is the proof' },
    summary: 'Choose a password by an invite, and sign in',
    tag,
    body: acceptInviteBody,
    replies: { 201: meReply },
    async run({ request, reply, body }) {
      const accepted = await acceptInvite(p, { body, browser: browserOf(request), requestId: request.id });
      setSessionCookie(p, reply, accepted.session);
      return { me: await readMe(p, await agentActor(p.db, accepted.agentId, false)) };
    },
  }),
];

const resetRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/password-resets',
    access: { public: 'who forgot a password cannot sign in' },
    summary: 'Ask for a link to a new password; the answer never says whether the address is known',
    tag,
    body: requestResetBody,
    replies: { 202: null },
    run: async ({ request, body }) => requestReset(p, { ...body, request }),
  }),
  route({
    method: 'PUT',
    url: '/api/password-resets',
    access: { public: 'the link is the proof' },
    summary: 'Choose a new password by such a link; every session of the account ends',
    tag,
    body: resetBody,
    replies: { 204: null },
    run: async ({ request, body }) => finishReset(p, { ...body, request }),
  }),
];

function browserOf(request: FastifyRequest) {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
