import { accountItems, accountItemsQuery, accountQuery, accountReply } from '../../contract/account.ts';
import { boardReply } from '../../contract/board.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { account, periodOf } from './account.ts';
import { board } from './board.ts';
import { readAccountItems } from './reads/account.ts';

const tag = 'Reports';

export const reportRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/board',
    access: { may: 'tickets.read' },
    summary: 'Today against a week ago, the longest waiting, what is late and who is there, as far as you see it',
    tag,
    replies: { 200: boardReply },
    run: ({ actor }) => board(p, actor),
  }),
  route({
    method: 'GET',
    url: '/api/account',
    access: { may: 'tickets.read' },
    summary: 'What came in on a day, or is in work now, and what became of all of it, as far as you see it',
    tag,
    query: accountQuery,
    replies: { 200: accountReply },
    run: ({ actor, query }) => account(p, { actor, day: query.day }),
  }),
  route({
    method: 'GET',
    url: '/api/account/items',
    access: { may: 'tickets.read' },
    summary: 'The tickets and mails behind a number of the account, the longest waiting first',
    tag,
    query: accountItemsQuery,
    replies: { 200: accountItems },
    async run({ actor, query }) {
      const period = await periodOf(p, query.day);
      return { items: await readAccountItems(p.db, { actor, period, kind: query.kind }) };
    },
  }),
];
