import { parkedEventList, parkedEventsQuery, retriedEvents } from '../../contract/parked-events.ts';
import { recordAudit } from '../platform/audit.ts';
import { transaction } from '../platform/database/database.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { listParkedEvents, parkedEventIds } from './reads/parked-events.ts';

const access = { may: 'deliveries.manage' } as const;
const tag = 'Live';

/** Events that a part of the desk could not digest. Trying again is the worker's job: there are the readers. */
export const parkedEventRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/parked-events',
    access,
    summary: 'What a part of the desk could not digest, newest first',
    tag,
    query: parkedEventsQuery,
    replies: { 200: parkedEventList },
    run: ({ query }) => listParkedEvents(p.db, query),
  }),
  route({
    method: 'POST',
    url: '/api/parked-events/retry',
    access,
    summary: 'Let every parked event be tried again, in the state things are in now',
    tag,
    replies: { 202: retriedEvents },
    run: ({ actor, request }) =>
      transaction(p.db, async (tx) => {
        const ids = await parkedEventIds(tx);
        const details = { count: ids.length };
        await recordAudit(tx, { actor, request, action: 'parked_events.retried', details, at: p.clock.now() });
        for (const id of ids) {
          await p.jobs.add(tx, 'retry-parked-event', { id }, { key: `retry-parked-event ${id}`, maxAttempts: 3 });
        }
        return { retrying: ids.length };
      }),
  }),
];
