import { sql } from 'kysely';
import type { LaterMerge } from '../../../domain/contact-merge.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import type { Merges } from '../../../domain/tickets/merge-tree.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';

/** Every merge that stands and touches the tree of these contacts, as who went into whom. */
export async function contactMergesAround(tx: Tx, contactId: number): Promise<Merges> {
  const { rows } = await sql<{ contact_id: number; into_contact_id: number }>`
    with recursive up as (
      select id, merged_into from contacts where id = ${contactId}
      union select c.id, c.merged_into from contacts c join up on c.id = up.merged_into
    ), tree as (
      select id, merged_into from up where merged_into is null
      union select c.id, c.merged_into from contacts c join tree on c.merged_into = tree.id
    )
    select id as contact_id, merged_into as into_contact_id from tree where merged_into is not null order by id`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.contact_id, row.into_contact_id]));
}

type NewMerge = { from: number; into: number; agentId: number | null; changes: FieldChanges; at: Date };

export async function insertContactMerge(tx: Tx, merge: NewMerge): Promise<string> {
  const { from, into, agentId, changes, at } = merge;
  const uuid = newId();
  await sql`insert into contact_merges (uuid, contact_id, into_contact_id, agent_id, changes, created_at)
    values (${uuid}, ${from}, ${into}, ${agentId}, ${JSON.stringify(changes)}::jsonb, ${at})`.execute(tx);
  await sql`update contacts set merged_into = ${into}, updated_at = ${at} where id = ${from}`.execute(tx);
  return uuid;
}

export type StandingContactMerge = {
  id: number;
  contactId: number;
  intoId: number;
  intoUuid: string;
  changes: FieldChanges;
};

/** The merge by which a contact went into another one, and those into the same one that came after it. */
export async function standingContactMerge(
  tx: Tx,
  contactId: number,
): Promise<{ merge: StandingContactMerge; later: LaterMerge[] } | null> {
  const { rows } = await sql<StandingContactMerge>`
    select id, contact_id as "contactId", into_contact_id as "intoId",
      (select uuid from contacts where id = into_contact_id) as "intoUuid", changes from contact_merges
    where undone_at is null and into_contact_id = (
      select into_contact_id from contact_merges where contact_id = ${contactId} and undone_at is null)
    order by id for update`.execute(tx);
  const merge = rows.find((row) => row.contactId === contactId);
  return merge ? { merge, later: rows.filter(({ id }) => id > merge.id) } : null;
}

export async function endContactMerge(
  tx: Tx,
  { id, contactId }: StandingContactMerge,
  { later, at }: { later: readonly LaterMerge[]; at: Date },
): Promise<void> {
  await sql`update contact_merges set undone_at = ${at} where id = ${id}`.execute(tx);
  await sql`update contacts set merged_into = null, updated_at = ${at} where id = ${contactId}`.execute(tx);
  for (const one of later) {
    await sql`update contact_merges set changes = ${JSON.stringify(one.changes)}::jsonb where id = ${one.id}`.execute(
      tx,
    );
  }
}
