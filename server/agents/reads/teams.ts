import { sql } from 'kysely';
import type { Team } from '../../../contract/agents.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Tx } from '../../platform/platform.ts';

const columns = sql`teams.uuid as id, teams.slug, teams.name, teams.tiers,
  coalesce((select json_agg(json_build_object('id', agents.uuid, 'name', agents.name,
      'tier', least(team_members.tier, cardinality(teams.tiers))) order by agents.name_folded)
    from team_members join agents on agents.id = team_members.agent_id
    where team_members.team_id = teams.id and agents.is_active), '[]') as members`;

export async function listTeams(db: Db): Promise<Team[]> {
  return (await sql<Team>`select ${columns} from teams order by teams.name, teams.id`.execute(db)).rows;
}

export async function getTeam(db: Db | Tx, teamId: string): Promise<Team> {
  const { rows } = await sql<Team>`select ${columns} from teams where uuid = ${teamId}`.execute(db);
  if (!rows[0]) throw teamNotFound();
  return rows[0];
}

export function teamNotFound(): AppError {
  return new AppError('not_found', 'team_not_found', 'There is no such team.');
}

/** The ids of these agents or teams; all must exist. */
export async function idsOf(
  db: Db | Tx,
  table: 'agents' | 'teams' | 'inboxes',
  wanted: { uuids: string[]; field: string },
): Promise<number[]> {
  if (wanted.uuids.length === 0) return [];
  const rows = await db.selectFrom(table).select('id').where('uuid', 'in', wanted.uuids).execute();
  if (rows.length === new Set(wanted.uuids).size) return rows.map((row) => row.id);
  throw new AppError('invalid', 'unknown_reference', 'The request names something that does not exist.', {
    fields: { [wanted.field]: 'One of these does not exist.' },
  });
}
