import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Actor, may } from '../../../domain/permissions.ts';

/**
 * The one place that says which tickets an actor sees, as SQL over the table (or alias) `tickets`. Every read and every
 * lock of tickets carries it; its twin over one ticket is `canSee` in domain/permissions.ts, and a test holds them together.
 */
export function inScope(actor: Actor): RawBuilder<SqlBool> {
  if (actor.kind === 'rule' || actor.kind === 'system') return sql<SqlBool>`true`;
  if (actor.kind === 'contact') return sql<SqlBool>`tickets.requester_id = ${actor.id}`;
  if (!may(actor, 'tickets.read')) return sql<SqlBool>`false`;
  const teams = actor.teamIds as number[];
  const ofMyTeams = sql<SqlBool>`(tickets.team_id is null or tickets.team_id = any(${teams}::bigint[]))`;
  switch (actor.scope) {
    case 'all':
      return sql<SqlBool>`true`;
    case 'own':
      return sql<SqlBool>`tickets.assignee_id = ${actor.id}`;
    case 'following':
      // Their ids first, by index: as an "or exists" every ticket of the desk would be looked at.
      return sql<SqlBool>`tickets.id = any(array(select held.id from tickets as held where held.assignee_id = ${actor.id}
        union all select ticket_id from followers where agent_id = ${actor.id}))`;
    case 'own_or_unassigned':
      return sql<SqlBool>`(tickets.assignee_id = ${actor.id} or (tickets.assignee_id is null and ${ofMyTeams}))`;
    case 'teams':
      return sql<SqlBool>`(tickets.assignee_id = ${actor.id} or ${ofMyTeams})`;
  }
}
