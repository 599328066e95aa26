import { sql } from 'kysely';
import { skillsAsked } from '../../../domain/assignment/needs.ts';
import type { WaitingTicket } from '../../../domain/assignment/plan.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { rulesOf, type SkillRule } from './skills.ts';

type Ticket = { id: number; channel: string };
type Row = { id: number; previousAgentId: number | null; gaveBack: number[] };

/** Of so many tickets of a customer somebody looks for who answered last: more would tell nothing new. */
const recentTickets = 20;

/** What tickets ask of who takes them, in the order given. `rules`: those of skills, where skills count. */
export async function readAsked(
  db: Db | Tx,
  asked: { tickets: readonly Ticket[]; prefersPrevious: boolean; rules: readonly SkillRule[]; now: Date },
): Promise<WaitingTicket[]> {
  const ticketIds = asked.tickets.map(({ id }) => id);
  const { rows } = await sql<Row>`
    select id, ${asked.prefersPrevious ? previousAgent : sql`null::bigint`} as "previousAgentId", ${gaveBack} as "gaveBack"
    from tickets where id = any(${ticketIds}::bigint[])`.execute(db);
  const facts = new Map(rows.map((row) => [row.id, row]));
  const matched = await rulesOf(db, { ticketIds, rules: asked.rules, now: asked.now });
  return asked.tickets.flatMap(({ id, channel }) => {
    const row = facts.get(id);
    if (row === undefined) return [];
    const { previousAgentId, gaveBack: before } = row;
    return [{ ticketId: id, channel, previousAgentId, gaveBack: before, ...skillsAsked(matched.get(id) ?? []) }];
  });
}

/** Who wrote the newest public reply to this customer. */
const previousAgent = sql`(select said.agent_id
  from (select id from tickets others where others.requester_id = tickets.requester_id order by id desc
    limit ${sql.lit(recentTickets)}) as recent
  join lateral (select id, agent_id from messages where ticket_id = recent.id and kind = 'reply' and author_kind = 'agent'
    and state = 'posted' order by id desc limit 1) as said on true
  order by said.id desc limit 1)`;

/** From whom it went back by a person's hand or after silence, as the log says. Who was only away may have it again. */
const gaveBack = sql`array(select distinct (changes -> 'assigneeId' ->> 0)::bigint from events
  where ticket_id = tickets.id and type = 'ticket.assigned' and jsonb_typeof(changes -> 'assigneeId' -> 0) = 'number'
    and jsonb_typeof(changes -> 'assigneeId' -> 1) = 'null'
    and (actor_kind = 'agent' or reason ->> 'code' = 'returned_silent'))`;
