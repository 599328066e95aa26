import {
  bulkBody,
  bulkErrors,
  bulkErrorsQuery,
  bulkRunList,
  bulkRunParams,
  bulkRunReply,
} from '../../contract/bulk.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { startBulk, stopBulk, undoBulk } from './commands/start.ts';
import { readErrors, readRun, readRuns } from './reads/runs.ts';

const tag = 'Bulk';
/** What is done to the tickets needs permissions of its own; the commands ask for them. */
const access = { may: 'tickets.read' } as const;
const one = { access, tag, params: bulkRunParams } as const;

export const bulkRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/bulk-runs',
    access,
    summary: 'What you did to many tickets at once lately, newest first',
    tag,
    replies: { 200: bulkRunList },
    run: async ({ actor }) => ({ runs: await readRuns(p.db, actor) }),
  }),
  route({
    method: 'POST',
    url: '/api/bulk-runs',
    access,
    summary: 'Do something to many tickets: a job does it ticket by ticket',
    tag,
    body: bulkBody,
    replies: { 202: bulkRunReply },
    run: async ({ actor, body }) => ({
      run: await readRun(p.db, { actor, bulkRunId: await startBulk(p, actor, body) }),
    }),
  }),
  route({
    ...one,
    method: 'GET',
    url: '/api/bulk-runs/:bulkRunId',
    summary: 'How far a run is',
    replies: { 200: bulkRunReply },
    run: async ({ actor, params }) => ({ run: await readRun(p.db, { actor, ...params }) }),
  }),
  route({
    ...one,
    method: 'GET',
    url: '/api/bulk-runs/:bulkRunId/errors',
    summary: 'The tickets that it could not be done to, each with why',
    query: bulkErrorsQuery,
    replies: { 200: bulkErrors },
    run: ({ actor, params, query }) => readErrors(p.db, { actor, ...params }, query),
  }),
  route({
    ...one,
    method: 'POST',
    url: '/api/bulk-runs/:bulkRunId/stop',
    summary: 'Stop a run after the tickets in hand',
    replies: { 200: bulkRunReply },
    async run({ actor, params }) {
      await stopBulk(p, { actor, ...params });
      return { run: await readRun(p.db, { actor, ...params }) };
    },
  }),
  route({
    ...one,
    method: 'POST',
    url: '/api/bulk-runs/:bulkRunId/undo',
    summary: 'Take back what a run did, ticket by ticket, where nobody changed it since',
    replies: { 202: bulkRunReply },
    run: async ({ actor, params }) => ({
      run: await readRun(p.db, { actor, bulkRunId: await undoBulk(p, { actor, ...params }) }),
    }),
  }),
];
