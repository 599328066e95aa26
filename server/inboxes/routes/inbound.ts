import {
  inboundParams,
  inboundQuery,
  inboundReply,
  parkedList,
  parkedQuery,
  retriedMail,
} from '../../../contract/inboxes.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { discard, retryAllParked, retryParked } from '../commands/parked.ts';
import { submitMail } from '../commands/submit.ts';
import { listParked, rawOfInbound } from '../reads/parked.ts';
import { sendRaw } from './raw.ts';

const access = { may: 'deliveries.manage' } as const;
const tag = 'Mail';

export const inboundRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/inbound/email',
    access,
    summary: 'Hand in a raw mail (RFC 822 bytes). 202 once it is on disk',
    tag,
    query: inboundQuery,
    raw: { types: ['*'], maxBytes: p.config.maxMailBytes },
    replies: { 202: inboundReply },
    run: async ({ request, query }) => submitMail(p, request.body as Buffer, query),
  }),
  route({
    method: 'GET',
    url: '/api/inbound',
    access,
    summary: 'Mail that could not be filed, with the reason',
    tag,
    query: parkedQuery,
    replies: { 200: parkedList },
    run: async ({ query }) => listParked(p.db, query),
  }),
  route({
    method: 'GET',
    url: '/api/inbound/:inboundId/raw',
    access,
    summary: 'The bytes of a received mail, as they came',
    tag,
    params: inboundParams,
    replies: { 200: null },
    streams: true,
    async run({ params, reply }) {
      const { fileHash } = await rawOfInbound(p.db, params.inboundId);
      return sendRaw(p, reply, { fileHash, name: `${params.inboundId}.eml` });
    },
  }),
  route({
    method: 'POST',
    url: '/api/inbound/:inboundId/retry',
    access,
    summary: 'Try to file a parked mail again',
    tag,
    params: inboundParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => retryParked(p, params.inboundId, { actor, request }),
  }),
  route({
    method: 'POST',
    url: '/api/inbound/retry',
    access,
    summary: 'Try to file all parked mail again, the oldest 500 at once',
    tag,
    replies: { 202: retriedMail },
    run: async ({ actor, request }) => ({ retrying: await retryAllParked(p, { actor, request }) }),
  }),
  route({
    method: 'DELETE',
    url: '/api/inbound/:inboundId',
    access,
    summary: 'Set a parked mail aside for good; its bytes stay',
    tag,
    params: inboundParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => discard(p, params.inboundId, { actor, request }),
  }),
];
