import { type RawBuilder, sql } from 'kysely';
import type { Escalation, EscalationChoices } from '../../../contract/escalations.ts';
import { type AgentActor, canSee } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';
import { ticketNotFound } from '../store/lock.ts';

type Row = {
  team_id: number | null;
  tier: number;
  requester_id: number;
  teams: (Omit<EscalationChoices['teams'][number], 'staysVisible' | 'id'> & { id: number; uuid: string })[];
};

/** Where a ticket can be escalated to, and what of it this agent would still see there: as a follower whom nobody assigned it to. */
export async function readEscalationChoices(
  db: Db,
  { actor, number }: { actor: AgentActor; number: number },
): Promise<EscalationChoices> {
  const { rows } = await sql<Row>`
    select tickets.team_id, tickets.tier, tickets.requester_id,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'uuid', uuid, 'slug', slug, 'name', name, 'tiers', tiers)
        order by name, id) from teams), '[]') as teams
    from tickets where tickets.number = ${number} and ${inScope(actor)}`.execute(db);
  const row = rows[0];
  if (row === undefined) throw ticketNotFound();

  const staysVisible = (teamId: number) =>
    canSee(actor, { teamId, assigneeId: null, requesterId: row.requester_id, isFollowed: true });
  const own = row.teams.find(({ id }) => id === row.team_id);
  const above = own?.tiers[row.tier];
  return {
    next:
      own === undefined || above === undefined
        ? null
        : { tier: row.tier + 1, name: above, staysVisible: staysVisible(own.id) },
    teams: row.teams
      .filter(({ id }) => id !== row.team_id)
      .map(({ id, uuid, ...team }) => ({ ...team, id: uuid, staysVisible: staysVisible(id) })),
  };
}

/** The escalation a ticket stands in, as JSON over the table `tickets`; null where it was not escalated. */
export const escalationColumn: RawBuilder<Escalation | null> = sql`(
  select jsonb_build_object('reason', e.reason, 'at', e.created_at, 'by', (select name from agents where id = e.agent_id),
    'from', jsonb_build_object('tier', e.from_tier, 'tierName', coalesce(t.tiers[e.from_tier], ''),
      'team', case when t.id is not null then jsonb_build_object('id', t.uuid, 'slug', t.slug, 'name', t.name) end,
      'assignee', (select jsonb_build_object('id', uuid, 'name', name, 'email', email) from agents
        where id = e.from_assignee_id)))
  from escalations e left join teams t on t.id = e.from_team_id
  where e.ticket_id = tickets.id and e.returned_at is null order by e.id desc limit 1)`;
