import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

export type ParkedRow = { id: number; uuid: string; from: string | null; subject: string | null };

/** Locks parked rows, oldest first; rows that somebody else has in hand are left to them. */
export async function lockAllParked(tx: Tx, most: number): Promise<ParkedRow[]> {
  const { rows } = await sql<ParkedRow>`
    select id, uuid, coalesce(envelope ->> 'from', envelope ->> 'sender') as from, envelope ->> 'subject' as subject from inbound
    where state = 'parked' order by id limit ${most} for update skip locked`.execute(tx);
  return rows;
}

/** Those that another release gave up on. What was set aside by a decision is not among them. */
export async function lockParkedByOthers(tx: Tx, release: string, most: number): Promise<ParkedRow[]> {
  const { rows } = await sql<ParkedRow>`
    select id, uuid, coalesce(envelope ->> 'from', envelope ->> 'sender') as from, envelope ->> 'subject' as subject from inbound
    where state = 'parked' and parked_by <> ${release} order by id limit ${most} for update skip locked`.execute(tx);
  return rows;
}

/** Locks one by its public id; null when there is none. */
export async function lockParked(tx: Tx, uuid: string): Promise<ParkedRow | null> {
  const { rows } = await sql<ParkedRow>`
    select id, uuid, coalesce(envelope ->> 'from', envelope ->> 'sender') as from, envelope ->> 'subject' as subject from inbound
    where uuid = ${uuid} and state = 'parked' for update`.execute(tx);
  return rows[0] ?? null;
}
