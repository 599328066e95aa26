import { sql } from 'kysely';
import { slaClocks } from '../../../domain/sla/clocks.ts';
import type { SlaMetric } from '../../../domain/sla/policy.ts';
import { promisedInWords } from '../../../domain/sla/promised-words.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readCalendars } from '../../settings/reads/calendars.ts';
import { readMoments } from './log.ts';
import { policiesOf } from './policies.ts';

type Asked = { ticketId: number; metric: SlaMetric; language: string; now: Date };

/**
 * Until when a customer may expect something, in their language. Computed from the log, so that the confirmation can say it before
 * any clock was kept; null where nothing is promised, where it was given already, or where its clock rests.
 */
export async function readPromise(db: Db | Tx, { ticketId, metric, language, now }: Asked): Promise<string | null> {
  const { rows } = await sql<{ teamId: number | null; inboxId: number | null }>`
    select team_id as "teamId", inbox_id as "inboxId" from tickets where id = ${ticketId}`.execute(db);
  const policy = (await policiesOf(db, { ticketIds: [ticketId], now })).get(ticketId);
  if (!rows[0] || !policy) return null;
  const { calendar } = (await readCalendars(db))(rows[0]);
  const history = (await readMoments(db, [ticketId])).get(ticketId)?.moments ?? [];
  const { clocks } = slaClocks({ history, promises: policy.promises, calendar, now });
  const clock = clocks.findLast((one) => one.metric === metric && one.end === null);
  if (!clock?.dueAt || clock.breachedAt) return null;
  return promisedInWords({ at: clock.dueAt, now, timeZone: calendar.timeZone, language });
}
