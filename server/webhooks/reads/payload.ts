import { sql } from 'kysely';
import type { WebhookPayload } from '../../../contract/webhooks.ts';
import { priorities, statusCategories } from '../../../domain/tickets/ticket.ts';
import { deskOrigin } from '../../platform/desk-origin.ts';
import type { Platform, Tx } from '../../platform/platform.ts';

type Ticket = NonNullable<WebhookPayload['ticket']>;
type Row = Omit<Ticket, 'url' | 'priority' | 'statusCategory' | 'createdAt'> & {
  priority: number;
  category: number;
  createdAt: Date;
};

/** A ticket as another program is told of it: names and no ids of the database. */
export async function ticketPayload(tx: Tx, p: Platform, ticketId: number): Promise<Ticket> {
  const { rows } = await sql<Row>`
    select t.uuid as id, t.number, t.subject, s.slug as status, s.category, t.priority, t.channel, t.language, t.tags,
      t.custom_fields as "customFields", topics.slug as topic, teams.name as team, o.name as organization,
      case when a.id is not null then jsonb_build_object('name', a.name, 'email', a.email) end as assignee,
      jsonb_build_object('name', c.name, 'email', (select value from contact_identities
        where contact_id = c.id and kind = 'email' order by id limit 1)) as requester, t.created_at as "createdAt"
    from tickets t join statuses s on s.id = t.status_id join contacts c on c.id = t.requester_id
      left join topics on topics.id = t.topic_id left join teams on teams.id = t.team_id
      left join agents a on a.id = t.assignee_id left join organizations o on o.id = t.organization_id
    where t.id = ${ticketId}`.execute(tx);
  const { priority, category, createdAt, ...ticket } = rows[0] as Row;
  return {
    ...ticket,
    url: `${deskOrigin(p.config)}/tickets/${ticket.number}`,
    priority: priorities[priority] ?? 'medium',
    statusCategory: statusCategories[category] ?? 'open',
    createdAt: createdAt.toISOString(),
  };
}
