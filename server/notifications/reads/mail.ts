import { sql } from 'kysely';
import type { Reason } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type News = {
  type: string;
  actor: string | null;
  text: string | null;
  error: string | null;
  reason: Reason | null;
};
/** What a mail to an agent says: about which ticket, what happened, and where an answer goes. */
export type MailFacts = {
  number: number;
  ticketUuid: string;
  subject: string;
  locale: 'en' | 'pt-BR';
  /** The address of the ticket's inbox, or of the oldest one that has one. */
  inbox: { address: string; takesTags: boolean } | null;
  news: News[];
};

/** Null where the agent may not see the ticket now. News that was read meanwhile, is old or is not wanted by mail any more is left out. */
export async function readMailFacts(
  tx: Tx,
  actor: AgentActor,
  due: { ticketId: number; ids: readonly number[]; since: Date },
): Promise<MailFacts | null> {
  const { rows } = await sql<MailFacts>`
    select tickets.number, tickets.uuid as "ticketUuid", tickets.subject, agents.locale,
      (select json_build_object('address', a.address,
          'takesTags', coalesce(i.settings ->> 'plusAddressing', 'true') = 'true')
        from inboxes i join inbox_addresses a on a.inbox_id = i.id
        where i.is_active order by i.id is not distinct from tickets.inbox_id desc, i.id, a.position limit 1) as inbox,
      coalesce((select json_agg(json_build_object('type', n.type,
          'actor', case e.actor_kind when 'agent' then doer.name when 'contact' then contacts.name end,
          'text', left(m.text, 20000), 'error', e.reason -> 'values' ->> 'response', 'reason', e.reason) order by n.id)
        from notifications n left join messages m on m.id = n.message_id left join events e on e.id = n.event_id
          left join agents doer on e.actor_kind = 'agent' and doer.id = e.actor_id
          left join contacts on e.actor_kind = 'contact' and contacts.id = e.actor_id
        where n.id = any(${due.ids as number[]}::bigint[]) and n.read_at is null and n.created_at > ${due.since}
          and not exists (select from notification_choices c where c.agent_id = n.agent_id and not c.by_mail
            and c.event = case n.type when 'ticket.assigned' then 'assigned' when 'message.received' then 'answered'
              when 'agent.mentioned' then 'mentioned' when 'agent.notified' then 'called' when 'ticket.woke' then 'woke' else 'undelivered' end)), '[]') as news
    from tickets join agents on agents.id = ${actor.id}
    where tickets.id = ${due.ticketId} and ${inScope(actor)}`.execute(tx);
  return rows[0] ?? null;
}

/** When the agent was last written to about the ticket. */
export async function lastMailed(tx: Tx, due: { agentId: number; ticketId: number }): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from automatic_mail where kind = 'notification' and ticket_id = ${due.ticketId}
      and address = (select email from agents where id = ${due.agentId})`.execute(tx);
  return rows[0]?.at ?? null;
}

/** News that waits for its mail and that no job will send: the queue is not part of a backup. */
export async function lostMail(db: Db, before: Date): Promise<{ agentId: number; ticketId: number }[]> {
  const { rows } = await sql<{ agentId: number; ticketId: number }>`
    select distinct agent_id as "agentId", ticket_id as "ticketId" from notifications
    where mail = 'waiting' and created_at < ${before} and not exists (select from graphile_worker.jobs
      where key = 'mail-agent:' || agent_id || ':' || ticket_id) limit 500`.execute(db);
  return rows;
}
