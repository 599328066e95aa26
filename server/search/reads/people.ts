import { sql } from 'kysely';
import type { z } from 'zod';
import type { contactRef, organizationRef } from '../../../contract/common.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { hasOwnText } from '../../contacts/reads/contacts.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import type { Platform } from '../../platform/platform.ts';
import { escapeLike } from '../../tickets/reads/condition-tests.ts';

type Contact = z.infer<typeof contactRef>;
type Organization = z.infer<typeof organizationRef>;
export type People = { contacts: Contact[]; organizations: Organization[] };

const shown = 5;
/** Shorter texts are in too many names. */
const shortest = 3;

/** A few contacts and organizations whose name or address holds the text, for those who may see them. */
export async function findPeople(p: Platform, actor: AgentActor, text: string): Promise<People> {
  if (text.length < shortest || !may(actor, 'contacts.read')) return { contacts: [], organizations: [] };
  const like = `%${escapeLike(text)}%`;
  const { rows } = await sql<People>`${planAnew}
    select array(select jsonb_build_object('id', c.uuid, 'name', c.name, 'email', (
        select value from contact_identities where contact_id = c.id and kind = 'email' order by id limit 1))
      from contacts c where c.merged_into is null and c.id in (
        (select id from contacts where name_folded like ${like} limit ${sql.lit(shown)})
        union (select contact_id from contact_identities where value like ${like} limit ${sql.lit(shown)})
        union (select id from contacts where ${hasOwnText(text)} limit ${sql.lit(shown)}))
      order by c.name, c.id limit ${sql.lit(shown)}) as contacts,
    array(select jsonb_build_object('id', o.uuid, 'name', o.name, 'isVip', o.is_vip)
      from organizations o where o.id in (
        (select id from organizations where name_folded like ${like} limit ${sql.lit(shown)})
        union (select organization_id from organization_domains where domain like ${like} limit ${sql.lit(shown)})
        union (select id from organizations where ${hasOwnText(text)} limit ${sql.lit(shown)}))
      order by o.name, o.id limit ${sql.lit(shown)}) as organizations`.execute(p.db);
  return rows[0] ?? { contacts: [], organizations: [] };
}
