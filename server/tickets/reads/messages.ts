import { sql } from 'kysely';
import type { Message } from '../../../contract/messages.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { ticketNotFound } from '../store/lock.ts';
import { type MessageRecord, toMessage } from './message-view.ts';

/** Everything said in a ticket, oldest first; a reply inside its undo window too. */
export async function readMessages(db: Db | Tx, by: { actor: Actor; number: number }): Promise<Message[]> {
  const { rows } = await sql<MessageRecord | { id: null }>`
    select m.uuid as id, m.kind, m.direction, m.state, m.due_at as "dueAt",
      jsonb_build_object('kind', m.author_kind,
        'contact', case when m.contact_id is not null then jsonb_build_object('id', contacts.uuid, 'name', contacts.name,
          'email', (select value from contact_identities where contact_id = contacts.id and kind = 'email' order by id limit 1))
          end,
        'agent', case when m.agent_id is not null
          then jsonb_build_object('id', agents.uuid, 'name', agents.name, 'email', agents.email) end) as author,
      m.channel, m.text, m.html is not null as "hasHtml", m.recipients, m.is_automatic as "isAutomatic", m.reason,
      m.verdict, m.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', a.uuid, 'name', a.name, 'contentType', a.content_type,
        'size', a.size, 'isInline', a.is_inline) order by a.id) from attachments a where a.message_id = m.id), '[]')
        as attachments,
      (select jsonb_build_object('id', d.uuid, 'state', d.state, 'error', d.last_error)
        from deliveries d where d.message_id = m.id
          order by d.state in ('failed', 'bounced', 'held') desc, d.id desc limit 1) as delivery,
      (select number from tickets origin where origin.id = coalesce(m.origin_ticket_id, (
        select home_ticket_id from split_messages moved join splits on splits.id = moved.split_id
        where moved.message_id = m.id and splits.undone_at is null order by splits.id desc limit 1))) as "writtenIn"
    from tickets
    left join messages m on m.ticket_id = tickets.id
    left join contacts on contacts.id = m.contact_id
    left join agents on agents.id = m.agent_id
    where tickets.number = ${by.number} and ${inScope(by.actor)}
    order by m.created_at, m.id`.execute(db);
  if (rows.length === 0) throw ticketNotFound();
  return rows.filter((row): row is MessageRecord => row.id !== null).map(toMessage);
}
