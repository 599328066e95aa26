import { type RawBuilder, sql } from 'kysely';
import type { Ticket } from '../../../contract/tickets.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';

/** The merge a ticket stands in, as JSON over the table `tickets`; of a target the actor may not see only the number. */
export function mergeColumn(actor: Actor): RawBuilder<Ticket['merge']> {
  return sql`(select jsonb_build_object('number', target.number, 'at', m.created_at,
      'by', (select name from agents where id = m.agent_id), 'endsSplit', m.ends_split,
      'subject', (select subject from tickets where tickets.id = target.id and ${inScope(actor)}))
    from merges m join tickets target on target.id = m.into_ticket_id
    where m.ticket_id = tickets.id and m.undone_at is null)`;
}
