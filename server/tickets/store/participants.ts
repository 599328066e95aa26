import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** `agentId` chose them; null: a mail named them. */
export type NewParticipants = { contactIds: readonly number[]; agentId: number | null; at: Date };

/** The requester is none: they have the ticket already. Whom an agent adds who is there is one the agent said may stay. */
export async function insertParticipants(tx: Tx, ticketId: number, added: NewParticipants): Promise<number[]> {
  const { rows } = await sql<{ contactId: number }>`
    insert into participants as known (ticket_id, contact_id, agent_id, created_at)
    select distinct tickets.id, contact_id, ${added.agentId}::bigint, ${added.at}::timestamptz
      from tickets, unnest(${added.contactIds as number[]}::bigint[]) as contact_id
    where tickets.id = ${ticketId} and contact_id <> tickets.requester_id
    on conflict (ticket_id, contact_id) do update set agent_id = excluded.agent_id
      where excluded.agent_id is not null and known.agent_id is null
    returning contact_id as "contactId"`.execute(tx);
  return rows.map(({ contactId }) => contactId);
}

/** By the ids the world knows them by; those who took no part are not in the answer. */
export async function deleteParticipants(tx: Tx, ticketId: number, uuids: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ contactId: number }>`
    delete from participants where ticket_id = ${ticketId}
      and contact_id in (select id from contacts where uuid = any(${uuids as string[]}::uuid[]))
    returning contact_id as "contactId"`.execute(tx);
  return rows.map(({ contactId }) => contactId);
}

/** Those of these addresses that are the desk's own: a copy to one of them would come back as mail. */
export async function ownAddresses(tx: Tx, addresses: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`select address from inbox_addresses
    where address = any(${addresses.map((one) => one.toLowerCase())}::text[])
      or address = any(${addresses.map((one) => one.toLowerCase().replace(/\+[^@]*(?=@[^@]*$)/, ''))}::text[])`.execute(
    tx,
  );
  return rows.map(({ address }) => address);
}
