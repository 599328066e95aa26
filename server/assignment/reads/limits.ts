import { sql } from 'kysely';
import type { AgentLimits } from '../../../contract/assignment.ts';
import { loadOf } from '../../../domain/assignment/plan.ts';
import { agentNotFound } from '../../agents/reads/agents.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readCalendars } from '../../settings/reads/calendars.ts';
import { type MemberRow, memberColumns, memberOf, memberTables } from './members.ts';
import { readWeights } from './weights.ts';

type Row = MemberRow & { agent: AgentLimits['agent']; teams: string[]; skillIds: AgentLimits['skills'] };

/** What every active agent can take, and how they stand. */
export async function listLimits(db: Db | Tx, now: Date): Promise<AgentLimits[]> {
  const { rows } = await sql<Row>`
    select ${memberColumns}, jsonb_build_object('id', uuid, 'name', name) as agent,
      array(select teams.name from team_members join teams on teams.id = team_id where team_members.agent_id = agents.id
        order by teams.name) as teams,
      coalesce((select jsonb_object_agg(skills.uuid, level) from agent_skills join skills on skills.id = skill_id
        where agent_skills.agent_id = agents.id), '{}') as "skillIds"
    from ${memberTables} where agents.is_active order by name_folded, agents.id`.execute(db);
  const weightOf = await readWeights(db);
  const { calendar } = (await readCalendars(db))({ teamId: null, inboxId: null });
  return rows.map((row) => {
    const { loads, isOnline, isAbsent } = memberOf(row, { calendar, weightOf, now });
    const { agent, teams, cap, channelCaps, timeZone, week, absences, skillIds, isAway } = row;
    const load = Math.round(loadOf(loads) * 100) / 100;
    const set = { cap, channelCaps, timeZone, week: week as AgentLimits['week'], absences, skills: skillIds };
    return { agent, teams, ...set, isOnline, isAway, isAbsent, load };
  });
}

export async function getLimits(db: Db | Tx, { agentId, now }: { agentId: string; now: Date }): Promise<AgentLimits> {
  const found = (await listLimits(db, now)).find(({ agent }) => agent.id === agentId);
  if (!found) throw agentNotFound();
  return found;
}

/** Of an active agent; null where there is none. */
export async function agentIdOf(db: Db | Tx, uuid: string): Promise<number | null> {
  const found = await db
    .selectFrom('agents')
    .select('id')
    .where('uuid', '=', uuid)
    .where('is_active', '=', true)
    .executeTakeFirst();
  return found?.id ?? null;
}
