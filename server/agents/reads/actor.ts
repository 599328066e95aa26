import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor, Scope } from '../../../domain/permissions.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** What SQL selects to make an actor of an agent: add `actorColumns` to a statement that joins `agents` and `roles`. */
export type ActorRow = {
  id: number;
  uuid: string;
  name: string;
  email: string;
  role: string;
  permissions: string[];
  scope: Scope;
  team_ids: number[];
};

export const actorColumns = sql`agents.id, agents.uuid, agents.name, agents.email, agents.role, roles.permissions,
  roles.scope, array(select team_id from team_members where team_members.agent_id = agents.id) as team_ids`;

export function actorOf(row: ActorRow, viaToken: boolean): AgentActor {
  return {
    kind: 'agent',
    id: row.id,
    uuid: row.uuid,
    name: row.name,
    email: row.email,
    role: row.role,
    permissions: new Set(row.permissions),
    scope: row.scope,
    teamIds: row.team_ids.map(Number),
    viaToken,
  };
}

/** An agent as an actor, with today's role and teams. Refuses one who may no longer work here. */
export async function agentActor(db: Db | Tx, agentId: number, viaToken: boolean): Promise<AgentActor> {
  const found = await findActor(db, agentId);
  if (!found) throw new AppError('unauthenticated', 'agent_inactive', 'This agent may not work here.');
  return actorOf(found, viaToken);
}

/** The same for work done on an agent's behalf, where somebody who left is no error: null. */
export async function activeActor(db: Db | Tx, agentId: number): Promise<AgentActor | null> {
  const found = await findActor(db, agentId);
  return found ? actorOf(found, false) : null;
}

async function findActor(db: Db | Tx, agentId: number): Promise<ActorRow | undefined> {
  const { rows } = await sql<ActorRow>`
    select ${actorColumns} from agents join roles on roles.slug = agents.role
    where agents.id = ${agentId} and agents.is_active`.execute(db);
  return rows[0];
}
