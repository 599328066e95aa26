import { sql } from 'kysely';
import { abilitiesOf } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Correspondents, PublicMessage } from '../../../domain/messages.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import type { LockedTicket } from '../store/lock.ts';

export type Correspondence = {
  who: Correspondents;
  undoSeconds: number;
  /** Public messages after the one the writer saw last, newest last; a few are enough to tell them. */
  since: PublicNews[];
  /** Null: the writer saw none. Undefined: they did not say. */
  seenId: number | null | undefined;
};
export type PublicNews = PublicMessage & { authorName: string };

type Row = Omit<Correspondents, 'requesterId' | 'ticketInboxId' | 'inboxes'> & {
  inboxes: { id: number; channel: string }[];
  undoSeconds: number | null;
  seenId: number | null;
  since: PublicNews[];
};

/**
 * All a reply needs to know beside the ticket, in one statement. It runs after the ticket was locked and not with it: only
 * then does it see what others committed while we waited.
 */
export async function readCorrespondence(
  tx: Tx,
  p: Platform,
  { ticket, seen }: { ticket: LockedTicket; seen: string | null | undefined },
): Promise<Correspondence> {
  const { rows } = await sql<Row>`
    with seen as (select id from messages where ticket_id = ${ticket.id} and uuid = ${seen ?? null}::uuid)
    select coalesce((select jsonb_agg(jsonb_build_object('contactId', contact_id, 'kind', kind, 'value', value) order by id)
        from contact_identities where contact_id = ${ticket.requesterId}
          or contact_id in (select contact_id from participants where ticket_id = ${ticket.id})), '[]') as identities,
      array(select contact_id from participants where ticket_id = ${ticket.id} order by created_at, contact_id)
        as "participantIds",
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'channel', channel) order by id)
        from inboxes where is_active), '[]') as inboxes,
      (select recipients ->> 'answerTo' from messages where ticket_id = ${ticket.id} and direction = 'in'
        and contact_id = ${ticket.requesterId} and not is_automatic order by id desc limit 1) as "answerTo",
      (select last_customer_message_at from tickets where id = ${ticket.id}) as "lastCustomerMessageAt",
      (select (value #>> '{}')::numeric::int from settings where key = 'undoSendSeconds') as "undoSeconds",
      (select id from seen) as "seenId",
      coalesce((select jsonb_agg(n order by n.id) from (
        select m.id, m.uuid, left(m.text, 2000) as text, coalesce(contacts.name, agents.name, '') as "authorName",
          jsonb_build_object('kind', m.author_kind, 'agentId', m.agent_id) as author
        from messages m left join agents on agents.id = m.agent_id left join contacts on contacts.id = m.contact_id
        where m.ticket_id = ${ticket.id} and m.kind = 'reply' and m.id > coalesce((select id from seen), 0)
        order by m.id desc limit 50) n), '[]') as since`.execute(tx);
  const { undoSeconds, seenId, since, inboxes, ...who } = rows[0] as Row;
  if (seen && seenId === null) throw unknownMessage();
  return {
    who: {
      ...who,
      inboxes: inboxes.map(withAbilities),
      requesterId: ticket.requesterId,
      ticketInboxId: ticket.inboxId,
    },
    undoSeconds: undoSeconds ?? p.config.undoSendSeconds,
    since,
    seenId: seen === undefined ? undefined : seenId,
  };
}

function withAbilities(inbox: { id: number; channel: string }) {
  return { ...inbox, can: abilitiesOf(inbox.channel) };
}

function unknownMessage(): AppError {
  return new AppError('invalid', 'unknown_message', 'The message named as seen is not in this ticket.', {
    fields: { seen: 'There is no such message in this ticket.' },
  });
}
