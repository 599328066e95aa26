import { type Selectable, sql } from 'kysely';
import type { IdentityKind } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import type { FieldValues } from '../../../domain/fields/field.ts';
import { fold } from '../../../domain/text.ts';
import type { Tables } from '../../migrations/tables.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { contactNotFound } from '../reads/contacts.ts';
import { ownColumns } from './own-columns.ts';

export type ContactFields = {
  name?: string;
  organizationId?: number | null;
  language?: string | null;
  timeZone?: string | null;
  notes?: string;
  customFields?: FieldValues;
};
export type Identity = { kind: IdentityKind; value: string };
export type LockedContact = {
  id: number;
  mergedInto: number | null;
  name: string;
  organizationId: number | null;
  language: string | null;
  timeZone: string | null;
  notes: string;
  customFields: FieldValues;
  identities: Identity[];
};

/** These contacts, the oldest first: the order in which several are locked. */
export async function byAge(tx: Tx, uuids: readonly string[]): Promise<string[]> {
  const rows = await tx.selectFrom('contacts').select('uuid').where('uuid', 'in', uuids).orderBy('id').execute();
  return rows.map(({ uuid }) => uuid);
}

export async function lockContact(tx: Tx, contactId: string): Promise<LockedContact> {
  const row = await tx.selectFrom('contacts').selectAll().where('uuid', '=', contactId).forUpdate().executeTakeFirst();
  if (!row) throw contactNotFound();
  return withIdentities(tx, row);
}

export async function lockContactById(tx: Tx, id: number): Promise<LockedContact> {
  const row = await tx.selectFrom('contacts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw contactNotFound();
  return withIdentities(tx, row);
}

async function withIdentities(tx: Tx, row: Selectable<Tables['contacts']>): Promise<LockedContact> {
  const identities = await tx
    .selectFrom('contact_identities')
    .select(['kind', 'value'])
    .where('contact_id', '=', row.id)
    .orderBy('id')
    .execute();
  const { id, name, language, notes } = row;
  const customFields = row.custom_fields as FieldValues;
  const { organization_id: organizationId, time_zone: timeZone, merged_into: mergedInto } = row;
  return { id, mergedInto, name, language, notes, organizationId, timeZone, customFields, identities };
}

export async function insertContact(tx: Tx, fields: ContactFields, at: Date): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('contacts')
    .values({ uuid: newId(), ...columnsOf(fields), created_at: at, updated_at: at })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export async function saveContact(tx: Tx, id: number, save: { fields: ContactFields; at: Date }): Promise<void> {
  await tx
    .updateTable('contacts')
    .set({ ...columnsOf(save.fields), updated_at: save.at })
    .where('id', '=', id)
    .execute();
}

function columnsOf(fields: ContactFields) {
  return {
    ...(fields.name === undefined ? {} : { name: fields.name, name_folded: fold(fields.name) }),
    ...(fields.organizationId === undefined ? {} : { organization_id: fields.organizationId }),
    ...(fields.language === undefined ? {} : { language: fields.language }),
    ...(fields.timeZone === undefined ? {} : { time_zone: fields.timeZone }),
    ...(fields.notes === undefined ? {} : { notes: fields.notes }),
    ...(fields.customFields === undefined ? {} : ownColumns(fields.customFields)),
  };
}

/** Makes these the contact's identities. Those that stay keep whether they were verified; a new one is not. */
export async function setIdentities(
  tx: Tx,
  contactId: number,
  set: { identities: Identity[]; at: Date },
): Promise<void> {
  const kinds = set.identities.map((one) => one.kind);
  const values = set.identities.map((one) => one.value);
  await sql`delete from contact_identities where contact_id = ${contactId}
    and not exists (select 1 from unnest(${kinds}::text[], ${values}::text[]) as kept (kind, value)
      where kept.kind = contact_identities.kind and kept.value = contact_identities.value)`.execute(tx);
  await sql`insert into contact_identities (contact_id, kind, value, created_at)
    select ${contactId}, kind, value, ${set.at}::timestamptz from unnest(${kinds}::text[], ${values}::text[]) as new (kind, value)
    on conflict (kind, value) do nothing`.execute(tx);
  const { rows } = await sql<{ value: string; uuid: string }>`
    select value, contacts.uuid from contact_identities join contacts on contacts.id = contact_id
    where contact_id <> ${contactId} and (kind, value) in (select * from unnest(${kinds}::text[], ${values}::text[]))
    limit 1`.execute(tx);
  if (!rows[0]) return;
  throw new AppError('conflict', 'identity_taken', 'Another contact has this address or number.', {
    fields: { identities: `${rows[0].value} belongs to another contact.` },
    details: { contactId: rows[0].uuid },
  });
}

/** For a contact that has none yet. Whoever has one of them already makes it fail. */
export async function addIdentities(
  tx: Tx,
  contactId: number,
  { identities, at }: { identities: readonly Identity[]; at: Date },
): Promise<void> {
  const rows = identities.map(({ kind, value }) => ({ contact_id: contactId, kind, value, created_at: at }));
  await tx.insertInto('contact_identities').values(rows).execute();
}

/** The organization of the first of these domains that has one. */
export async function organizationOfDomains(tx: Tx, domains: string[]): Promise<number | null> {
  if (domains.length === 0) return null;
  const { rows } = await sql<{ organization_id: number }>`
    select organization_id from organization_domains where domain = any(${domains}::text[])
    order by array_position(${domains}::text[], domain) limit 1`.execute(tx);
  return rows[0]?.organization_id ?? null;
}

export async function organizationIdOf(tx: Tx, uuid: string): Promise<number> {
  const row = await tx.selectFrom('organizations').select('id').where('uuid', '=', uuid).executeTakeFirst();
  if (row) return row.id;
  const sentence = 'There is no such organization.';
  throw new AppError('invalid', 'unknown_reference', sentence, { fields: { organization: sentence } });
}
