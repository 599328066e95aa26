import {
  changedWebhookReply,
  newWebhookReply,
  updateWebhookBody,
  webhookBody,
  webhookDeliveryList,
  webhookDeliveryParams,
  webhookDeliveryQuery,
  webhookDeliveryReply,
  webhookList,
  webhookParams,
} from '../../contract/webhooks.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { testWebhook } from './commands/call.ts';
import { addWebhook, removeWebhook, updateWebhook } from './commands/manage-webhooks.ts';
import { retryCall } from './commands/retry.ts';
import { getDelivery, listDeliveries } from './reads/deliveries.ts';
import { getWebhook, listWebhooks } from './reads/webhooks.ts';

const access = { may: 'webhooks.manage' } as const;
const tag = 'Webhooks';

export const webhookRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/webhooks',
    access,
    summary: 'Where other programs are told of tickets',
    tag,
    replies: { 200: webhookList },
    run: async () => ({ webhooks: await listWebhooks(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/webhooks',
    access,
    summary: 'Add a webhook; its secret is shown this once',
    tag,
    body: webhookBody,
    replies: { 201: newWebhookReply },
    async run({ actor, request, body }) {
      const { uuid, secret } = await addWebhook(p, { actor, request, fields: body });
      return { webhook: await getWebhook(p.db, uuid), secret };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/webhooks/:webhookId',
    access,
    summary: 'Change a webhook or give it a new secret',
    tag,
    params: webhookParams,
    body: updateWebhookBody,
    replies: { 200: changedWebhookReply },
    async run({ actor, request, params, body: { newSecret = false, ...fields } }) {
      const secret = await updateWebhook(p, params.webhookId, { actor, request, fields, isNewSecret: newSecret });
      return { webhook: await getWebhook(p.db, params.webhookId), secret };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/webhooks/:webhookId',
    access,
    summary: 'Remove a webhook and the list of what it was told',
    tag,
    params: webhookParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => removeWebhook(p, params.webhookId, { actor, request }),
  }),
  route({
    method: 'POST',
    url: '/api/webhooks/:webhookId/test',
    access,
    summary: 'Send it a test with no ticket in it',
    tag,
    params: webhookParams,
    replies: { 202: webhookDeliveryReply },
    run: async ({ params }) => ({ delivery: await getDelivery(p.db, await testWebhook(p, params.webhookId)) }),
  }),
  ...deliveryRoutes(p),
];

const deliveryRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/webhook-deliveries',
    access,
    summary: 'What webhooks were told and what they answered, newest first',
    tag,
    query: webhookDeliveryQuery,
    replies: { 200: webhookDeliveryList },
    run: async ({ query }) => listDeliveries(p.db, query),
  }),
  route({
    method: 'POST',
    url: '/api/webhook-deliveries/:webhookDeliveryId/retry',
    access,
    summary: 'Send one that did not arrive again',
    tag,
    params: webhookDeliveryParams,
    replies: { 200: webhookDeliveryReply },
    async run({ actor, params }) {
      await retryCall(p, actor, params.webhookDeliveryId);
      return { delivery: await getDelivery(p.db, params.webhookDeliveryId) };
    },
  }),
];
