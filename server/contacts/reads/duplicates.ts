import { sql } from 'kysely';
import type { Duplicate } from '../../../contract/contact-merges.ts';
import { isSameNumber } from '../../../domain/contact-merge.ts';
import type { Db } from '../../platform/platform.ts';

type Row = Omit<Duplicate, 'reasons'> & { numbers: string[]; sameName: boolean; sameTaxId: boolean };

const numbersOf = (contact: string) =>
  sql`array(select value from contact_identities where contact_id = ${sql.raw(contact)}.id and kind in ('phone', 'whatsapp'))`;
const shown = 5;

/** Contacts that may be this person: by number, by name within one organization, by CPF or CNPJ. */
export async function likelyDuplicates(db: Db, contactId: string): Promise<Duplicate[]> {
  const { rows } = await sql<Row & { own: string[] }>`
    with me as (select * from contacts where uuid = ${contactId} and merged_into is null),
    tax_ids as (
      select me.custom_fields ->> key as bare, key from me, fields
      where holder = 'contact' and type = 'tax_id' and me.custom_fields ->> key <> ''
    ), found as (
      select i.contact_id as id from contact_identities mine join me on mine.contact_id = me.id
        join contact_identities i on i.kind in ('phone', 'whatsapp')
          and right(regexp_replace(i.value, '\\D', '', 'g'), 8) = right(regexp_replace(mine.value, '\\D', '', 'g'), 8)
      where mine.kind in ('phone', 'whatsapp')
      union select c.id from contacts c join me on c.organization_id = me.organization_id
        and c.name_folded = me.name_folded where me.name_folded <> ''
      union select c.id from contacts c, tax_ids
        where c.own_texts like '%"' || lower(tax_ids.bare) || '"%' and c.own_texts <> '[]'
          and c.custom_fields ->> tax_ids.key = tax_ids.bare
    )
    select c.uuid as id, c.name, ${numbersOf('c')} as numbers, ${numbersOf('me')} as own,
      coalesce((select json_agg(json_build_object('kind', kind, 'value', value, 'isVerified', is_verified) order by id)
        from contact_identities where contact_id = c.id), '[]') as identities,
      c.organization_id is not distinct from me.organization_id and me.organization_id is not null
        and c.name_folded = me.name_folded and me.name_folded <> '' as "sameName",
      exists (select from tax_ids where c.custom_fields ->> tax_ids.key = tax_ids.bare) as "sameTaxId"
    from contacts c, me where c.id in (select id from found) and c.id <> me.id and c.merged_into is null
    order by c.id limit 50`.execute(db);
  return rows
    .map(({ numbers, own, sameName, sameTaxId, ...contact }) => {
      const sameNumber = numbers.some((one) => own.some((mine) => isSameNumber(one, mine)));
      const reasons: Duplicate['reasons'] = [];
      if (sameTaxId) reasons.push('tax_id');
      if (sameNumber) reasons.push('number');
      if (sameName) reasons.push('name');
      return { ...contact, reasons };
    })
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => other.reasons.length - one.reasons.length)
    .slice(0, shown);
}
