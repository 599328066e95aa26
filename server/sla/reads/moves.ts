import { sql } from 'kysely';
import type { SlaMoves } from '../../../contract/sla-moves.ts';
import { calendarOf } from '../../../domain/business-hours/ticket-calendars.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { slaClocks } from '../../../domain/sla/clocks.ts';
import { type DueMove, movesAmong, nextDueOf } from '../../../domain/sla/moves.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db, Platform } from '../../platform/platform.ts';
import type { NamedCalendar } from '../../settings/reads/calendars.ts';
import { readMoments } from './log.ts';
import { type PolicyRow, policiesOf } from './policies.ts';

/** What decides when tickets are due. */
export type SlaRules = { policies: readonly PolicyRow[]; calendars: readonly NamedCalendar[] };

type OpenTicket = {
  id: number;
  number: number;
  subject: string;
  teamId: number | null;
  inboxId: number | null;
  isVisible: boolean;
};

const most = 2_000;
const atOnce = 200;
const mostShown = 20;

/** Which open tickets other rules would move, by the functions that keep the clocks. It reads and writes nothing. */
export async function readMoves(
  p: Platform,
  { actor, before, after }: { actor: Actor; before: SlaRules; after: SlaRules },
): Promise<SlaMoves> {
  const now = p.clock.now();
  const found = await soonestDue(p.db, actor);
  const tickets = found.slice(0, most);
  const moves: (OpenTicket & DueMove)[] = [];
  for (let from = 0; from < tickets.length; from += atOnce) {
    moves.push(...(await moveEach(p.db, tickets.slice(from, from + atOnce), { rules: [before, after], now })));
  }
  const { count, moved } = movesAmong(moves, now);
  const first = moved.filter(({ isVisible }) => isVisible).slice(0, mostShown);
  return {
    examined: tickets.length,
    isAll: found.length <= most,
    ...count,
    first: first.map(({ number, subject, from, to }) => ({ number, subject, from: wire(from), to: wire(to) })),
  };
}

/** One more than is asked about, to know whether there are more. */
async function soonestDue(db: Db, actor: Actor): Promise<OpenTicket[]> {
  const { rows } = await sql<OpenTicket>`
    select id, number, subject, team_id as "teamId", inbox_id as "inboxId", ${inScope(actor)} as "isVisible"
    from tickets where status_category < 4 order by next_due_at, id limit ${most + 1}`.execute(db);
  return rows;
}

type Asked = { rules: readonly [SlaRules, SlaRules]; now: Date };

async function moveEach(db: Db, tickets: readonly OpenTicket[], { rules, now }: Asked) {
  const ticketIds = tickets.map(({ id }) => id);
  const log = await readMoments(db, ticketIds);
  const [from, to] = await Promise.all(
    rules.map(async ({ policies, calendars }) => {
      const policyOf = await policiesOf(db, { ticketIds, now, policies });
      return (ticket: OpenTicket) => {
        const policy = policyOf.get(ticket.id);
        if (!policy) return null;
        const history = log.get(ticket.id)?.moments ?? [];
        const { calendar } = calendarOf(calendars, ticket);
        return nextDueOf(slaClocks({ history, promises: policy.promises, calendar, now }).clocks);
      };
    }),
  );
  return tickets.map((ticket) => ({ ...ticket, from: from?.(ticket) ?? null, to: to?.(ticket) ?? null }));
}

function wire(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
