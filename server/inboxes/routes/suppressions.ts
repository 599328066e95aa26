import { suppressionList, suppressionParams, suppressionQuery } from '../../../contract/inboxes.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { liftSuppression } from '../commands/lift-suppression.ts';
import { listSuppressions } from '../reads/suppressions.ts';

const access = { may: 'deliveries.manage' } as const;
const tag = 'Mail';

export const suppressionRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/suppressions',
    access,
    summary: 'Addresses nothing is sent to because mail to them came back, newest first',
    tag,
    query: suppressionQuery,
    replies: { 200: suppressionList },
    run: async ({ query }) => listSuppressions(p.db, query),
  }),
  route({
    method: 'DELETE',
    url: '/api/suppressions/:address',
    access,
    summary: 'Write to this address again',
    tag,
    params: suppressionParams,
    replies: { 204: null },
    run: async ({ actor, params }) => liftSuppression(p, actor, params.address),
  }),
];
