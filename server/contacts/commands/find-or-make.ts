import { sql } from 'kysely';
import { companyDomain, type IdentityKind, normaliseIdentity } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import { fold } from '../../../domain/text.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform, Tx } from '../../platform/platform.ts';

export type Sender = {
  kind: IdentityKind;
  value: string;
  name: string;
  isVerified: boolean;
  language: string | null;
};
export type FoundContact = { contactId: number; organizationId: number | null; isNew: boolean };

/**
 * Who is it that writes? One statement, whether the identity is known or new, since every incoming message passes here. Of
 * two that bring the same new identity at once, the second waits for the first and then finds its contact.
 */
export async function findOrMakeContact(tx: Tx, p: Platform, sender: Sender): Promise<FoundContact> {
  const value = normaliseIdentity(sender.kind, sender.value);
  if (value === null) {
    throw new AppError('invalid', 'identity_invalid', 'This is not an address or number anybody can have.', {
      fields: { value: 'This is not an address or number anybody can have.' },
    });
  }
  const found = await findOrInsert(tx, p, { ...sender, value, name: sender.name.trim().slice(0, 200) });
  if (found.contact_id !== null) {
    return { contactId: found.contact_id, organizationId: found.organization_id, isNew: found.is_new };
  }
  return lostTheRace(tx, { kind: sender.kind, value, spareId: found.spare_id });
}

type Row = { contact_id: number | null; organization_id: number | null; is_new: boolean; spare_id: number | null };

async function findOrInsert(tx: Tx, p: Platform, sender: Sender): Promise<Row> {
  const { kind, value, name } = sender;
  const at = p.clock.now();
  const { rows } = await sql<Row>`
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
  return rows[0] as Row;
}

/** Somebody else made this contact between our look and our insert, and has committed: theirs counts, ours goes. */
async function lostTheRace(
  tx: Tx,
  lost: { kind: string; value: string; spareId: number | null },
): Promise<FoundContact> {
  await sql`delete from contacts where id = ${lost.spareId}`.execute(tx);
  const { rows } = await sql<{ id: number; organization_id: number | null }>`
    select contacts.id, contacts.organization_id from contact_identities join contacts on contacts.id = contact_id
    where kind = ${lost.kind} and value = ${lost.value}`.execute(tx);
  const theirs = rows[0];
  // Made and removed again within this moment: the caller's retry makes it anew.
  if (!theirs) throw new AppError('unavailable', 'contact_in_motion', 'This contact is being changed. Try again.');
  return { contactId: theirs.id, organizationId: theirs.organization_id, isNew: false };
}
