import { inboxParams, inboxReply, inboxTestReply } from '../../../contract/inboxes.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { fetchNow } from '../commands/fetch-now.ts';
import { testInbox } from '../commands/test-inbox.ts';
import { getInbox } from '../reads/inbox-view.ts';

const access = { may: 'inboxes.manage' } as const;
const tag = 'Inboxes';

export const connectionRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/inboxes/:inboxId/fetch',
    access,
    summary: 'Look for mail in the mailbox now',
    tag,
    params: inboxParams,
    replies: { 202: inboxReply },
    async run({ params }) {
      await fetchNow(p, params.inboxId);
      return { inbox: await getInbox(p.db, params.inboxId) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/inboxes/:inboxId/test',
    access,
    summary: 'Connect, send a mail to the inbox itself, wait for it, look whether its thread survived',
    tag,
    params: inboxParams,
    replies: { 200: inboxTestReply },
    run: async ({ params }) => testInbox(p, params.inboxId),
  }),
];
