import { sql } from 'kysely';
import type { TicketSuggestion } from '../../../contract/triage.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';

/** What was suggested for a ticket that the agent may see, those that wait for an answer first. */
export async function readSuggestions(
  db: Db,
  { actor, number }: { actor: AgentActor; number: number },
): Promise<TicketSuggestion[]> {
  const ticket = await sql<{ id: number }>`
    select id from tickets where number = ${number} and ${inScope(actor)}`.execute(db);
  const ticketId = ticket.rows[0]?.id;
  if (ticketId === undefined) throw new AppError('not_found', 'ticket_not_found', 'There is no such ticket.');
  const { rows } = await sql<Omit<TicketSuggestion, 'madeAt'> & { madeAt: Date }>`
    select uuid as id, field, value, confidence, reason, source, state, made_at as "madeAt",
      case field when 'topic' then (select name from topics where uuid::text = value)
        when 'team' then (select to_jsonb(name) from teams where uuid::text = value) end as name
    from suggestions where ticket_id = ${ticketId} order by state = 'offered' desc, id`.execute(db);
  return rows.map(({ madeAt, ...row }) => ({ ...row, madeAt: madeAt.toISOString() }));
}
