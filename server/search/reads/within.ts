import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';

/** Where is searched: among the tickets the agent sees, and of those the ones whose fields are as asked. */
export type Within = { actor: AgentActor; condition: RawBuilder<SqlBool> | null };

export function inReach({ actor, condition }: Within): RawBuilder<SqlBool> {
  return condition === null ? inScope(actor) : sql<SqlBool>`${inScope(actor)} and ${condition}`;
}
