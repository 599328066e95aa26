import { channelList, inboxBody, inboxList, inboxParams, inboxReply, updateInboxBody } from '../../contract/inboxes.ts';
import { channels } from '../channels/index.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { settingsForm } from './channels.ts';
import { addInbox, removeInbox, updateInbox } from './commands/manage-inboxes.ts';
import { getInbox, listInboxes } from './reads/inbox-view.ts';
import { connectionRoutes } from './routes/connection.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { domainKeyRoutes } from './routes/domain-key.ts';
import { inboundRoutes } from './routes/inbound.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { suppressionRoutes } from './routes/suppressions.ts';

const access = { may: 'inboxes.manage' } as const;
const tag = 'Inboxes';

export const inboxRoutes = (p: Platform): Route[] => [
  ...manageRoutes(p),
  ...connectionRoutes(p),
  ...domainKeyRoutes(p),
  ...signInRoutes(p),
  ...inboundRoutes(p),
  ...deliveryRoutes(p),
  ...suppressionRoutes(p),
];

const manageRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/inboxes',
    access,
    summary: 'Where requests come in',
    tag,
    replies: { 200: inboxList },
    run: async () => ({ inboxes: await listInboxes(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/inboxes',
    access,
    summary: 'Add an inbox',
    tag,
    body: inboxBody,
    replies: { 201: inboxReply },
    async run({ actor, request, body }) {
      return { inbox: await getInbox(p.db, await addInbox(p, { actor, request, body })) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/inboxes/:inboxId',
    access,
    summary: 'One inbox',
    tag,
    params: inboxParams,
    replies: { 200: inboxReply },
    run: async ({ params }) => ({ inbox: await getInbox(p.db, params.inboxId) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/inboxes/:inboxId',
    access,
    summary: 'Change an inbox. `settings` replaces all settings; secrets that are not given stay',
    tag,
    params: inboxParams,
    body: updateInboxBody,
    replies: { 200: inboxReply },
    async run({ actor, request, params, body }) {
      await updateInbox(p, params.inboxId, { actor, request, body });
      return { inbox: await getInbox(p.db, params.inboxId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/inboxes/:inboxId',
    access,
    summary: 'Remove an inbox that nothing came or went by',
    tag,
    params: inboxParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => removeInbox(p, params.inboxId, { actor, request }),
  }),
  route({
    method: 'GET',
    url: '/api/channels',
    access: { signedIn: true },
    summary: 'What an inbox can be of, and the form of its settings',
    tag,
    replies: { 200: channelList },
    run: async () => ({ channels: channels.map((one) => ({ id: one.id, can: one.can, settings: settingsForm(one) })) }),
  }),
];
