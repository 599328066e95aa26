import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ListedTicket } from '../../../contract/tickets.ts';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { Condition } from '../../../domain/conditions/condition.ts';
import { AppError, type FieldErrors } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { onlyActive, onlyDone } from '../../../domain/views.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import { withinTime } from '../../platform/database/within-time.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';
import { readAsker } from './asker.ts';
import { conditionSql } from './conditions.ts';
import {
  after,
  afterAmongDone,
  type Cursor,
  cursorKey,
  decodeCursor,
  encodeCursor,
  isSortOfWork,
  type ListOrder,
  orderOfDone,
  orderOfIndex,
  orderOfPage,
} from './list-order.ts';
import { type TicketRowRecord, ticketRowColumns, toTicketRow } from './row.ts';

type Sql = RawBuilder<unknown>;
type Test = RawBuilder<SqlBool>;

/** Which tickets, in which order, from where. `team` and `assignee` are references as callers write them, looked up here. */
export type TicketListAsked = {
  condition: Condition;
  team?: string | undefined;
  assignee?: string | undefined;
  order: ListOrder;
  limit: number;
  after?: string | undefined;
  /** With the values of the desk's own fields. */
  hasFields?: boolean;
  /** What somebody made up may have no index: it may take so many milliseconds, and is planned for its own values. */
  longest?: number | undefined;
};

/** A page of the tickets an agent may see: always one statement, whatever was asked. */
export async function listTickets(
  p: Platform,
  actor: AgentActor,
  asked: TicketListAsked,
): Promise<{ tickets: ListedTicket[]; next: string | null }> {
  const asker = await readAsker(p.db, { now: p.clock.now(), me: actor }, [asked.condition]);
  const ask = async (db: Db | Tx) => (await listStatement(actor, asked, asker).execute(db)).rows;
  const rows = asked.longest === undefined ? await ask(p.db) : await askWithin(p, asked.longest, ask);
  refuseUnknown(asked, rows[0]);
  const found = rows.filter((row): row is Row & ListedRow => row.uuid !== null);
  const shown = found.slice(0, asked.limit);
  const last = found.length > asked.limit ? shown.at(-1) : undefined;
  return { tickets: shown.map(toListed), next: last ? encodeCursor(asked.order, last.cursor_key) : null };
}

async function askWithin(p: Platform, longest: number, ask: (tx: Tx) => Promise<Row[]>): Promise<Row[]> {
  const rows = await withinTime(p.db, longest, ask);
  if (rows === null) throw takesTooLong();
  return rows;
}

export function takesTooLong(): AppError {
  return new AppError('unavailable', 'list_takes_too_long', 'To find these tickets takes too long.');
}

function toListed(row: Row & ListedRow): ListedTicket {
  const ticket = toTicketRow(row);
  return row.custom_fields === undefined ? ticket : { ...ticket, fields: row.custom_fields };
}

type Named = { named_team: number | null; named_assignee: number | null };
type ListedRow = TicketRowRecord & { cursor_key: Cursor; custom_fields?: ListedTicket['fields'] };
type Row = Named & Omit<ListedRow, 'uuid'> & { uuid: string | null };

/**
 * What the caller named is looked up in the same statement (`named` always has its one row), so that a list costs one
 * statement beside the sign-in's.
 */
function listStatement(actor: AgentActor, asked: TicketListAsked, asker: Asker): RawBuilder<Row> {
  const page = pageOf(asked, {
    test: sql`${inScope(actor)} and ${namedTests(asked)} and ${conditionSql(asked.condition, asker)}`,
    cursor: decodeCursor(asked.order, asked.after),
    order: asked.order,
    atMost: sql.lit(asked.limit + 1),
  });
  return sql<Row>`${asked.longest === undefined ? sql`` : planAnew}
    with named as (select ${namedTeam(asked.team)} as named_team, ${namedAgent(asked.assignee, actor)} as named_assignee)
    select named.named_team, named.named_assignee, listed.* from named left join lateral (
      select ${ticketRowColumns}, ${cursorKey(asked.order.sort)}, row_number() over (order by ${orderOfPage(asked.order)}) as nth
        ${asked.hasFields ? sql`, tickets.custom_fields` : sql``}
      from (${page}) as tickets
    ) as listed on true order by listed.nth`;
}

type Wanted = { test: Test; cursor: Cursor | null; order: ListOrder; atMost: Sql };

function pageOf({ condition, order }: TicketListAsked, wanted: Wanted): Sql {
  if (!isSortOfWork(order.sort)) return walk(wanted);
  if (onlyActive(condition)) return walkActive(wanted);
  if (onlyDone(condition)) return walkDone(wanted);
  return sql`select * from ((${walkActive(wanted)}) union all (${walkDone(wanted)})) as tickets
    order by ${orderOfPage(order)} limit ${wanted.atMost}`;
}

function walk({ test, cursor, order, atMost }: Wanted): Sql {
  return sql`select tickets.*, tickets.next_due_at as due_key from tickets where ${test} and ${after(order, cursor)}
    order by ${orderOfIndex(order)} limit ${atMost}`;
}

/** The predicate of the partial indexes stands here as they have it, whatever else says the same. */
function walkActive(wanted: Wanted): Sql {
  return walk({ ...wanted, test: sql`tickets.status_category < 4 and ${wanted.test}` });
}

function walkDone({ test, cursor, order, atMost }: Wanted): Sql {
  return sql`select tickets.*, 'infinity'::timestamptz as due_key from tickets
    where tickets.status_category >= 4 and ${test} and ${afterAmongDone(order, cursor)}
    order by ${orderOfDone(order)} limit ${atMost}`;
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for a reference that has to be looked up, rather than one that says nobody or me. */
function isNamed(reference: string | undefined): reference is string {
  return reference !== undefined && reference !== 'none' && reference !== 'me';
}

function namedTeam(team: string | undefined): Sql {
  if (!isNamed(team)) return sql`null::bigint`;
  if (uuidShape.test(team)) return sql`(select id from teams where uuid = ${team}::uuid)`;
  return sql`(select id from teams where slug = ${team.toLowerCase()})`;
}

function namedAgent(assignee: string | undefined, me: AgentActor): Sql {
  if (assignee === 'me') return sql`${me.id}::bigint`;
  if (!isNamed(assignee)) return sql`null::bigint`;
  if (uuidShape.test(assignee)) return sql`(select id from agents where uuid = ${assignee}::uuid)`;
  return sql`(select id from agents where email = ${assignee.toLowerCase()})`;
}

function namedTests({ team, assignee }: TicketListAsked): Test {
  const ofTeam = namedTest(team, sql.raw('tickets.team_id'), sql.raw('named.named_team'));
  const ofAssignee = namedTest(assignee, sql.raw('tickets.assignee_id'), sql.raw('named.named_assignee'));
  return sql`${ofTeam} and ${ofAssignee}`;
}

function namedTest(reference: string | undefined, column: Sql, named: Sql): Test {
  if (reference === undefined) return sql`true`;
  return reference === 'none' ? sql`${column} is null` : sql`${column} = ${named}`;
}

function refuseUnknown({ team, assignee }: TicketListAsked, row: Named | undefined): void {
  const fields: FieldErrors = {};
  if (isNamed(team) && row?.named_team == null) fields.team = 'There is no such team.';
  if (isNamed(assignee) && row?.named_assignee == null) fields.assignee = 'There is no such agent.';
  if (Object.keys(fields).length === 0) return;
  throw new AppError('invalid', 'unknown_reference', 'The list is asked for something that does not exist.', {
    fields,
  });
}
