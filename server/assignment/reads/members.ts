import { sql } from 'kysely';
import type { TeamMember } from '../../../domain/assignment/plan.ts';
import { type Absence, isAbsent, isWithinHours } from '../../../domain/assignment/working.ts';
import type { Calendar } from '../../../domain/business-hours/calendar.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readCalendars } from '../../settings/reads/calendars.ts';
import { ownCalendar } from './own-hours.ts';

/** How an agent stands, before hours and weights are worked out. */
export type MemberRow = {
  agentId: number;
  mayReply: boolean;
  isAway: boolean;
  onlineUntil: Date | null;
  timeZone: string | null;
  week: Calendar['week'] | null;
  absences: Absence[];
  cap: number | null;
  channelCaps: Record<string, number>;
  skills: Record<number, number>;
  /** Open tickets by channel. */
  held: Record<string, number>;
  lastAssignedAt: Date | null;
};

/** Add to a statement that reads `agents`. */
export const memberColumns = sql`agents.id as "agentId",
  (select roles.permissions && '{*,tickets.reply}' from roles where roles.slug = agents.role) as "mayReply",
  coalesce(limits.is_away, false) as "isAway", presence.online_until as "onlineUntil", limits.time_zone as "timeZone",
  limits.week, limits.cap, coalesce(limits.channel_caps, '{}') as "channelCaps",
  limits.last_assigned_at as "lastAssignedAt",
  coalesce((select jsonb_agg(jsonb_build_object('from', begins_on, 'to', ends_on) order by begins_on) from absences
    where absences.agent_id = agents.id), '[]') as absences,
  coalesce((select jsonb_object_agg(skill_id, level) from agent_skills where agent_skills.agent_id = agents.id), '{}')
    as skills,
  coalesce((select jsonb_object_agg(channel, count) from (select channel, count(*) from tickets
    where assignee_id = agents.id and status_category = 1 group by channel) as open), '{}') as held`;
export const memberTables = sql`agents
  left join agent_assignment limits on limits.agent_id = agents.id
  left join agent_presence presence on presence.agent_id = agents.id`;

type Asked = { teamId: number; weightOf(channel: string): number; now: Date };

/** The active agents of a team, as they stand now. Whoever gives them something locks them first. */
export async function readMembers(db: Db | Tx, { teamId, weightOf, now }: Asked): Promise<TeamMember[]> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from ${memberTables} join team_members on team_members.agent_id = agents.id
    where team_members.team_id = ${teamId} and agents.is_active order by agents.id`.execute(db);
  const { calendar } = (await readCalendars(db))({ teamId, inboxId: null });
  return rows.map((row) => memberOf(row, { calendar, weightOf, now }));
}

/** One agent, whatever their team: by the default business hours. */
export async function readMember(
  db: Db | Tx,
  { agentId, weightOf, now }: Omit<Asked, 'teamId'> & { agentId: number },
): Promise<TeamMember> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from ${memberTables} where agents.id = ${agentId}`.execute(db);
  const { calendar } = (await readCalendars(db))({ teamId: null, inboxId: null });
  return memberOf(rows[0] as MemberRow, { calendar, weightOf, now });
}

export function memberOf(
  row: MemberRow,
  { calendar, weightOf, now }: Omit<Asked, 'teamId'> & { calendar: Calendar },
): TeamMember {
  const { onlineUntil, timeZone, week, absences, held, ...member } = row;
  const hours = { calendar: ownCalendar({ timeZone, week }, calendar), absences };
  const loads = Object.entries(held).map(([channel, count]) => [channel, count * weightOf(channel)]);
  return {
    ...member,
    isOnline: onlineUntil !== null && onlineUntil > now,
    isAbsent: isAbsent(hours, now),
    isWithinHours: isWithinHours(hours, now),
    loads: Object.fromEntries(loads),
  };
}
