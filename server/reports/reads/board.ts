import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Board } from '../../../contract/board.ts';
import {
  type BoardNumber,
  boardNumbers,
  boardTickets,
  lateTickets,
  type Stretch,
  waitingTickets,
} from '../../../domain/board.ts';
import type { Condition } from '../../../domain/conditions/condition.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import type { Db } from '../../platform/platform.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';

type Reader = { actor: AgentActor; now: Date };
type Numbers = Board['today']['numbers'];

/** The numbers of a stretch of time, in one statement. */
export async function readNumbers(db: Db, reader: Reader, stretch: Stretch): Promise<Numbers> {
  const parts = boardNumbers.map(
    (number) => sql`select ${number} as number, count(*)::int as count, avg(took)::float as average,
      percentile_cont(0.5) within group (order by took)::float as median
    from (select ${took[number]} as took from tickets where ${those(reader, boardTickets(number, stretch))}) counted`,
  );
  const { rows } = await sql<Numbers[BoardNumber] & { number: BoardNumber }>`${planAnew}
    ${sql.join(parts, sql` union all `)}`.execute(db);
  const found = rows.map(({ number, ...counted }) => [number, counted]);
  return Object.fromEntries(found) as Numbers;
}

const minutesUntil = (column: string) =>
  sql`extract(epoch from ${sql.ref(`tickets.${column}`)} - tickets.created_at) / 60`;
const took: Record<BoardNumber, RawBuilder<unknown>> = {
  volume: sql`null::numeric`,
  firstReply: minutesUntil('first_replied_at'),
  solution: minutesUntil('solved_at'),
};

type Ranked = Board['waiting'];
type RankedRow = Omit<Ranked['tickets'][number], 'at'> & { at: Date; count: number };

export const readWaiting = (db: Db, reader: Reader) =>
  readRanked(db, those(reader, waitingTickets), sql`coalesce(tickets.last_customer_message_at, tickets.created_at)`);
export const readLate = (db: Db, reader: Reader) =>
  readRanked(db, those(reader, lateTickets), sql`tickets.next_due_at`);

/** The ten that stand there the longest, and how many there are. */
async function readRanked(db: Db, which: RawBuilder<SqlBool>, at: RawBuilder<unknown>): Promise<Ranked> {
  const { rows } = await sql<RankedRow>`${planAnew}
    select number, subject, at, count(*) over ()::int as count,
      (select coalesce(nullif(name, ''), (select value from contact_identities where contact_id = contacts.id
        order by id limit 1), '') from contacts where id = requester_id) as requester
    from (select number, subject, requester_id, ${at} as at from tickets where ${which}) ranked
    order by at, number limit 10`.execute(db);
  const tickets = rows.map(({ count: _, ...row }) => ({ ...row, at: row.at.toISOString() }));
  return { count: rows[0]?.count ?? 0, tickets };
}

/** Who has the workspace open now, who of them said to be away, and how many active tickets of those the reader sees they have. */
export async function readOnline(db: Db, { actor, now }: Reader): Promise<Board['online']> {
  const { rows } = await sql<Board['online'][number]>`
    select agents.uuid as id, agents.name, coalesce(agent_assignment.is_away, false) as "isAway",
      (select count(*)::int from tickets where assignee_id = agents.id and status_category < 4 and ${inScope(actor)}) as active
    from agent_presence join agents on agents.id = agent_presence.agent_id
      left join agent_assignment on agent_assignment.agent_id = agents.id
    where online_until > ${now} and agents.is_active order by agents.name, agents.id`.execute(db);
  return rows;
}

function those({ actor, now }: Reader, condition: Condition): RawBuilder<SqlBool> {
  return sql<SqlBool>`${inScope(actor)} and ${conditionSql(condition, { now, me: null })}`;
}
