import { sql } from 'kysely';
import type { HeldTicket, ReturnRules } from '../../../domain/assignment/give-back.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type HeldRow = HeldTicket &
  ReturnRules & {
    ticketId: number;
    teamId: number;
    isActive: boolean;
    isAway: boolean;
    awaySince: Date | null;
    onlineUntil: Date;
  };

/**
 * Open tickets whose agent is gone, or has had them long enough to be silent, in teams that give out by themselves. Who gave the
 * ticket and what its agent did in it is read from the log. Answered ones are left out at once where their team leaves them.
 */
export async function heldTickets(
  db: Db | Tx,
  { now, ticketId }: { now: Date; ticketId: number | undefined },
): Promise<HeldRow[]> {
  const at = sql`${now}::timestamptz`;
  const { rows } = await sql<HeldRow>`
    select tickets.id as "ticketId", tickets.team_id as "teamId", agents.id as "agentId", agents.is_active as "isActive",
      coalesce(limits.is_away, false) as "isAway", limits.away_since as "awaySince",
      coalesce(presence.online_until, agents.created_at) as "onlineUntil", team.absent_minutes as "absentMinutes",
      team.silent_minutes as "silentMinutes", team.returns_answered as "returnsAnswered",
      case when given.by_desk then tickets.assigned_at end as "givenAt", ${answered} as "isAnswered",
      exists (select from events where ticket_id = tickets.id and actor_kind = 'agent' and actor_id = agents.id
        and at >= tickets.assigned_at) as "hasSignOfLife"
    from team_assignment team
    join tickets on tickets.team_id = team.team_id
    join agents on agents.id = tickets.assignee_id
    left join agent_assignment limits on limits.agent_id = agents.id
    left join agent_presence presence on presence.agent_id = agents.id
    left join lateral (select actor_kind = 'system' and reason ->> 'code' like 'assigned%' as by_desk from events
      where ticket_id = tickets.id and type = 'ticket.assigned' and changes ? 'assigneeId'
      order by id desc limit 1) as given on true
    where team.method <> 'manual' and tickets.status_category = 1
      and (tickets.id = ${ticketId ?? null} or ${ticketId === undefined})
      and (team.returns_answered or not ${answered})
      and (not agents.is_active
        or limits.is_away and limits.away_since <= ${at} - team.absent_minutes * interval '1 minute'
        or coalesce(presence.online_until, agents.created_at) <= ${at} - team.absent_minutes * interval '1 minute'
        or tickets.assigned_at <= ${at} - team.silent_minutes * interval '1 minute')
    order by tickets.id`.execute(db);
  return rows;
}

const answered = sql`exists (select from messages where messages.ticket_id = tickets.id
  and messages.agent_id = tickets.assignee_id and messages.kind = 'reply' and messages.author_kind = 'agent')`;
