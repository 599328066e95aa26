import { sql } from 'kysely';
import type { MergePreview } from '../../../contract/contact-merges.ts';
import type { Contact } from '../../../contract/contacts.ts';
import { mergeValues, type PersonValues } from '../../../domain/contact-merge.ts';
import { fieldName } from '../../../domain/fields/field.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { getContact } from '../../contacts/reads/contacts.ts';
import type { Db } from '../../platform/platform.ts';

type Asked = { actor: AgentActor; contactId: string; otherId: string };

/** What would become of two contacts that the actor sees, by names that people read. Counted are the tickets they see. */
export async function previewContactMerge(db: Db, { actor, contactId, otherId }: Asked): Promise<MergePreview> {
  const [kept, other] = await Promise.all([getContact(db, actor, contactId), getContact(db, actor, otherId)]);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from tickets
    where requester_id = (select id from contacts where uuid = ${other.id}) and ${inScope(actor)}`.execute(db);
  return {
    values: mergeValues(valuesOf(kept), valuesOf(other), []),
    identities: other.identities,
    ticketCount: rows[0]?.count ?? 0,
  };
}

function valuesOf({ name, language, timeZone, organization, notes, fields }: Contact): PersonValues {
  const own = Object.entries(fields).map(([key, value]) => [fieldName(key), value] as const);
  const organizationId = organization?.name ?? null;
  return { name, language, timeZone, organizationId, notes, ...Object.fromEntries(own) };
}
