import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

type Pair = { from: number; to: number };

/** Whether a mail asked if one ticket belongs to another, and nobody has answered yet. */
export async function isAsked(tx: Tx, { from, to }: Pair): Promise<boolean> {
  const { rows } = await sql`select from ticket_links
    where from_ticket_id = ${from} and to_ticket_id = ${to} and kind = 'may_belong_to'`.execute(tx);
  return rows.length > 0;
}

/** Answers the question; false when nobody asks it. */
export async function turnLink(tx: Tx, link: Pair & { into: string | null }): Promise<boolean> {
  const asked = await sql`delete from ticket_links
    where from_ticket_id = ${link.from} and to_ticket_id = ${link.to} and kind = 'may_belong_to'`.execute(tx);
  if (asked.numAffectedRows !== 1n || link.into === null) return asked.numAffectedRows === 1n;
  await sql`insert into ticket_links (from_ticket_id, to_ticket_id, kind) values (${link.from}, ${link.to}, ${link.into})
    on conflict do nothing`.execute(tx);
  return true;
}
