import { sql } from 'kysely';
import { identityKey, type Known, type KnownPerson, taxKey } from '../../../domain/contact-imports/plan.ts';
import type { ReadRow } from '../../../domain/contact-imports/read-row.ts';
import type { Tx } from '../../platform/platform.ts';

const fewIds = 20;

/** The contacts that these rows may be about: who has one of their addresses or numbers, or the CPF they name. */
export async function knownPeople(tx: Tx, rows: readonly ReadRow[], taxFields: readonly string[]): Promise<Known> {
  const owners = new Map([...(await byIdentities(tx, rows)), ...(await byTaxIds(tx, rows, taxFields))]);
  const people = await peopleById(tx, [...new Set(owners.values())]);
  return { owners, people: new Map(people.map((person) => [person.id, person])) };
}

type Owner = [key: string, contactId: number];

async function byIdentities(tx: Tx, rows: readonly ReadRow[]): Promise<Owner[]> {
  const identities = rows.flatMap((row) => row.identities);
  const kinds = identities.map(({ kind }) => kind);
  const values = identities.map(({ value }) => value);
  const found = await sql<{ kind: string; value: string; contact_id: number }>`
    select kind, value, contact_id from contact_identities
    where (kind, value) in (select * from unnest(${kinds}::text[], ${values}::text[]))`.execute(tx);
  return found.rows.map((one) => [identityKey(one), one.contact_id]);
}

async function byTaxIds(tx: Tx, rows: readonly ReadRow[], taxFields: readonly string[]): Promise<Owner[]> {
  const owners: Owner[] = [];
  for (const key of taxFields) {
    const values = rows.flatMap(({ fields }) => (taxKey(key, fields[key]) === null ? [] : [String(fields[key])]));
    if (values.length > 0) owners.push(...(await withTaxIds(tx, key, values)));
  }
  return owners;
}

/** A few are found by their index; for thousands reading all contacts once is less than looking for each. */
async function withTaxIds(tx: Tx, key: string, values: string[]): Promise<Owner[]> {
  const patterns = values.map((value) => `%"${value}"%`);
  const near = values.length <= fewIds ? sql`own_texts like any(${patterns}::text[])` : sql`true`;
  const { rows } = await sql<{ id: number; value: string }>`
    select id, custom_fields ->> ${key} as value from contacts
    where own_texts <> '[]' and ${near} and custom_fields ->> ${key} = any(${values}::text[]) and merged_into is null
    order by id desc`.execute(tx);
  return rows.map(({ id, value }) => [String(taxKey(key, value)), id]);
}

async function peopleById(tx: Tx, ids: number[]): Promise<KnownPerson[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<KnownPerson>`
    select c.id, c.name, o.name as organization, c.language, c.notes, c.custom_fields as fields,
      array(select kind || ':' || value from contact_identities i where i.contact_id = c.id) as identities
    from contacts c left join organizations o on o.id = c.organization_id
    where c.id = any(${ids}::bigint[])`.execute(tx);
  return rows;
}
