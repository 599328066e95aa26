import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { FieldValues } from '../../../domain/fields/field.ts';
import { fold } from '../../../domain/text.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { organizationNotFound } from '../reads/organizations.ts';
import { ownColumns } from './own-columns.ts';

export type OrganizationFields = { name?: string; isVip?: boolean; notes?: string; customFields?: FieldValues };
export type LockedOrganization = Required<OrganizationFields> & { id: number; domains: string[] };

export async function lockOrganization(tx: Tx, organizationId: string): Promise<LockedOrganization> {
  const row = await tx
    .selectFrom('organizations')
    .select(['id', 'name', 'is_vip', 'notes', 'custom_fields'])
    .where('uuid', '=', organizationId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw organizationNotFound();
  const domains = await tx
    .selectFrom('organization_domains')
    .select('domain')
    .where('organization_id', '=', row.id)
    .orderBy('domain')
    .execute();
  const { id, name, is_vip: isVip, notes } = row;
  const customFields = row.custom_fields as FieldValues;
  return { id, name, isVip, notes, customFields, domains: domains.map((one) => one.domain) };
}

export async function insertOrganization(
  tx: Tx,
  fields: OrganizationFields & { name: string },
  at: Date,
): Promise<{ id: number; uuid: string }> {
  const { name, isVip = false, notes = '', customFields = {} } = fields;
  return tx
    .insertInto('organizations')
    .values({
      uuid: newId(),
      name,
      name_folded: fold(name),
      is_vip: isVip,
      notes,
      ...ownColumns(customFields),
      created_at: at,
      updated_at: at,
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

/** By its name however it is written; the first one made of several. */
export async function organizationNamed(tx: Tx, name: string): Promise<number | null> {
  const row = await tx
    .selectFrom('organizations')
    .select('id')
    .where('name_folded', '=', fold(name))
    .orderBy('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function saveOrganization(
  tx: Tx,
  id: number,
  save: { fields: OrganizationFields; at: Date },
): Promise<void> {
  const { name, isVip, notes, customFields } = save.fields;
  await tx
    .updateTable('organizations')
    .set({
      ...(name === undefined ? {} : { name, name_folded: fold(name) }),
      ...(isVip === undefined ? {} : { is_vip: isVip }),
      ...(notes === undefined ? {} : { notes }),
      ...(customFields === undefined ? {} : ownColumns(customFields)),
      updated_at: save.at,
    })
    .where('id', '=', id)
    .execute();
}

/** Makes these the organization's domains, and its own the people who write from them and belong to nobody yet. */
export async function setDomains(tx: Tx, id: number, domains: string[]): Promise<void> {
  await sql`delete from organization_domains where organization_id = ${id} and not domain = any(${domains}::text[])`.execute(
    tx,
  );
  await sql`insert into organization_domains (domain, organization_id)
    select distinct unnest(${domains}::text[]), ${id}::bigint on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ domain: string }>`
    select domain from organization_domains where domain = any(${domains}::text[]) and organization_id <> ${id} limit 1`.execute(
    tx,
  );
  if (rows[0]) {
    throw new AppError('conflict', 'domain_taken', 'Another organization has this domain.', {
      fields: { domains: `${rows[0].domain} belongs to another organization.` },
    });
  }
  await sql`update contacts set organization_id = ${id} where organization_id is null and id in (
    select contact_id from contact_identities
    where kind = 'email' and value like any(${domains.map((domain) => `%@${domain.replace(/[\\%_]/g, '\\$&')}`)}::text[]))`.execute(
    tx,
  );
}
