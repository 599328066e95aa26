import { sql } from 'kysely';
import type { Agent } from '../../../contract/agents.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type Row = Omit<Agent, 'createdAt' | 'isActive' | 'hasSignedIn'> & {
  is_active: boolean;
  has_signed_in: boolean;
  created_at: Date;
};

const columns = sql`agents.uuid as id, agents.name, agents.email, agents.role, agents.is_active, agents.locale,
  agents.theme, agents.password_hash is not null as has_signed_in, agents.created_at,
  coalesce((select json_agg(json_build_object('id', teams.uuid, 'slug', teams.slug, 'name', teams.name) order by teams.name)
    from team_members join teams on teams.id = team_members.team_id
    where team_members.agent_id = agents.id), '[]') as teams`;

/** Everybody who works or worked here; the active ones first. */
export async function listAgents(db: Db): Promise<Agent[]> {
  const { rows } = await sql<Row>`
    select ${columns} from agents order by is_active desc, name_folded, agents.id`.execute(db);
  return rows.map(shown);
}

export async function getAgent(db: Db | Tx, agentId: string): Promise<Agent> {
  const { rows } = await sql<Row>`select ${columns} from agents where uuid = ${agentId}`.execute(db);
  if (!rows[0]) throw agentNotFound();
  return shown(rows[0]);
}

export function agentNotFound(): AppError {
  return new AppError('not_found', 'agent_not_found', 'There is no such agent.');
}

function shown({ is_active, has_signed_in, created_at, ...row }: Row): Agent {
  return { ...row, isActive: is_active, hasSignedIn: has_signed_in, createdAt: created_at.toISOString() };
}
