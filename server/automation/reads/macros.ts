import { type SqlBool, sql } from 'kysely';
import type { Macro } from '../../../contract/macros.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type Wanted = ReturnType<typeof sql<SqlBool>>;

/** What this agent is offered: everybody's that are switched on, then the agent's own. */
export function usableMacros(db: Db | Tx, actor: AgentActor): Promise<Macro[]> {
  return readMacros(db, sql<SqlBool>`is_enabled and (owner_id is null or owner_id = ${actor.id})`);
}

export function sharedMacros(db: Db | Tx): Promise<Macro[]> {
  return readMacros(db, sql<SqlBool>`owner_id is null`);
}

/** The agent's own, also those that are off. */
export function ownMacros(db: Db | Tx, actor: AgentActor): Promise<Macro[]> {
  return readMacros(db, sql<SqlBool>`owner_id = ${actor.id}`);
}

/** One that this agent may use now. Somebody else's own does not exist for them. */
export async function usableMacro(db: Db | Tx, { actor, uuid }: { actor: AgentActor; uuid: string }): Promise<Macro> {
  return only((await usableMacros(db, actor)).filter(({ id }) => id === uuid));
}

export async function getMacro(db: Db | Tx, uuid: string): Promise<Macro> {
  return only(await readMacros(db, sql<SqlBool>`uuid = ${uuid}`));
}

export function macroNotFound(): AppError {
  return new AppError('not_found', 'macro_not_found', 'There is no such macro.');
}

async function readMacros(db: Db | Tx, wanted: Wanted): Promise<Macro[]> {
  const { rows } = await sql<Macro>`
    select uuid as id, owner_id is null as "isShared", name, is_enabled as "isEnabled", texts, actions
    from macros where ${wanted} order by owner_id nulls first, position, id`.execute(db);
  return rows;
}

function only([found]: Macro[]): Macro {
  if (found === undefined) throw macroNotFound();
  return found;
}
