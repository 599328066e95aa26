import { deliveryList, deliveryParams, deliveryQuery, deliveryReply } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { retryDelivery } from '../commands/retry-delivery.ts';
import { getDelivery, listDeliveries } from '../reads/deliveries.ts';
import { sendRaw } from './raw.ts';

const access = { may: 'tickets.read' } as const;
const tag = 'Mail';

export const deliveryRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/deliveries',
    access,
    summary: 'What went out and what became of it, newest first',
    tag,
    query: deliveryQuery,
    replies: { 200: deliveryList },
    run: async ({ actor, query }) => ({
      ...(await listDeliveries(p.db, actor, query)),
      staysHere: p.config.smtpUrl === null,
    }),
  }),
  route({
    method: 'GET',
    url: '/api/deliveries/:deliveryId/raw',
    access,
    summary: 'The bytes as they were handed over, or kept in the local outbox',
    tag,
    params: deliveryParams,
    replies: { 200: null },
    streams: true,
    async run({ actor, params, reply }) {
      const { fileHash } = await getDelivery(p.db, actor, params.deliveryId);
      if (fileHash === null) throw new AppError('not_found', 'delivery_not_composed', 'Nothing was sent yet.');
      return sendRaw(p, reply, { fileHash, name: `${params.deliveryId}.eml` });
    },
  }),
  route({
    method: 'POST',
    url: '/api/deliveries/:deliveryId/retry',
    access: { may: 'deliveries.manage' },
    summary: 'Send a failed, bounced or held delivery again',
    tag,
    params: deliveryParams,
    replies: { 200: deliveryReply },
    async run({ actor, params }) {
      await retryDelivery(p, actor, params.deliveryId);
      return { delivery: (await getDelivery(p.db, actor, params.deliveryId)).delivery };
    },
  }),
];
