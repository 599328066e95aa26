import { sql } from 'kysely';
import { companyDomain, type IdentityKind } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import { fold } from '../../../domain/text.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';

/** A sender whose `value` is normalised already. */
type NewSender = {
  kind: IdentityKind;
  value: string;
  name: string;
  isVerified: boolean;
  language: string | null;
};
/** `contact_id` is null when another transaction made the same identity first; `spare_id` is then the row to remove. */
type FoundRow = {
  contact_id: number | null;
  organization_id: number | null;
  is_new: boolean;
  spare_id: number | null;
};

export async function findOrInsertContact(tx: Tx, sender: NewSender, at: Date): Promise<FoundRow> {
  const { kind, value, name } = sender;
  const { rows } = await sql<FoundRow>`
    with known as (
      select contacts.id, contacts.organization_id from contact_identities join contacts on contacts.id = contact_id
      where kind = ${kind} and value = ${value}
    ), named as (
      update contacts set name = ${name}, name_folded = ${fold(name)}, updated_at = ${at}
      where id = (select id from known) and name = '' and ${name}::text <> ''
    ), verified as (
      update contact_identities set is_verified = true
      where ${sender.isVerified}::boolean and kind = ${kind} and value = ${value} and not is_verified
    ), made as (
      insert into contacts (uuid, name, name_folded, organization_id, language, created_at, updated_at)
      select ${newId()}::uuid, ${name}::text, ${fold(name)}::text,
        (select organization_id from organization_domains where domain = ${companyDomain(kind, value)}),
        ${sender.language}::text, ${at}::timestamptz, ${at}::timestamptz
      where not exists (select 1 from known)
      returning id, organization_id
    ), claimed as (
      insert into contact_identities (contact_id, kind, value, is_verified, created_at)
      select id, ${kind}::text, ${value}::text, ${sender.isVerified}::boolean, ${at}::timestamptz from made
      on conflict (kind, value) do nothing returning contact_id
    ), told as (
      insert into events (at, type, subject_kind, subject_id, actor_kind, cause)
      select ${at}::timestamptz, 'contact.created', 'contact', contact_id, 'system', '{"kind":"system","id":null,"depth":0}'::jsonb
      from claimed
    )
    select id as contact_id, organization_id, false as is_new, null::bigint as spare_id from known
    union all
    select claimed.contact_id, made.organization_id, true, made.id from made left join claimed on true`.execute(tx);
  return rows[0] as FoundRow;
}

/** Somebody else made this contact between our look and our insert, and has committed: theirs counts, ours goes. */
export async function takeTheirs(tx: Tx, sender: NewSender, spareId: number | null): Promise<FoundRow> {
  await sql`delete from contacts where id = ${spareId}`.execute(tx);
  const { rows } = await sql<FoundRow>`
    select contacts.id as contact_id, contacts.organization_id, false as is_new, null::bigint as spare_id
    from contact_identities join contacts on contacts.id = contact_id
    where kind = ${sender.kind} and value = ${sender.value}`.execute(tx);
  // Made and removed again within this moment: the caller's retry makes it anew.
  if (!rows[0]) throw new AppError('unavailable', 'contact_in_motion', 'This contact is being changed. Try again.');
  return rows[0];
}
