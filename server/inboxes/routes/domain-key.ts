import { domainKeyReply, inboxParams } from '../../../contract/inboxes.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { domainKeyOf, makeDomainKey, removeDomainKey } from '../commands/domain-key.ts';

const access = { may: 'inboxes.manage' } as const;
const common = { access, tag: 'Inboxes', url: '/api/inboxes/:inboxId/domain-key', params: inboxParams } as const;

export const domainKeyRoutes = (p: Platform): Route[] => [
  route({
    ...common,
    method: 'GET',
    summary: 'The DNS record (DKIM) that lets others believe what this inbox signs',
    replies: { 200: domainKeyReply },
    run: async ({ params }) => ({ domainKey: await domainKeyOf(p, params.inboxId) }),
  }),
  route({
    ...common,
    method: 'POST',
    summary: 'Make a key to sign with; the one there was signs nothing any more',
    replies: { 200: domainKeyReply },
    async run({ actor, request, params }) {
      await makeDomainKey(p, params.inboxId, { actor, request });
      return { domainKey: await domainKeyOf(p, params.inboxId) };
    },
  }),
  route({
    ...common,
    method: 'DELETE',
    summary: 'Sign no more',
    replies: { 204: null },
    run: async ({ actor, request, params }) => removeDomainKey(p, params.inboxId, { actor, request }),
  }),
];
