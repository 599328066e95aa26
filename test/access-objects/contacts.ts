import { fold } from '../../domain/text.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** A contact of an organization, another one, and one that was merged into the first. */
export async function makeContacts(desk: Desk, marker: string) {
  const organization = await insertOrganization(desk, marker);
  const contact = await insertContact(desk, { marker, organizationId: organization.id });
  const samePeople = await makeSamePeople(desk, { marker, intoId: contact.id });
  return { contact, contacts: { contactId: contact.uuid, ...samePeople, organizationId: organization.uuid } };
}

function insertOrganization(desk: Desk, marker: string) {
  return desk.db
    .insertInto('organizations')
    .values({ uuid: newId(), name: `Company ${marker}`, name_folded: `company ${marker}` })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

async function insertContact(desk: Desk, of: { marker: string; organizationId: number }) {
  const name = `Person ${of.marker}`;
  const contact = await desk.db
    .insertInto('contacts')
    .values({ uuid: newId(), name, name_folded: fold(name), organization_id: of.organizationId })
    .returning(['id', 'uuid', 'organization_id'])
    .executeTakeFirstOrThrow();
  const value = `${of.marker}@customer.example`;
  await desk.db.insertInto('contact_identities').values({ contact_id: contact.id, kind: 'email', value }).execute();
  return contact;
}

async function makeSamePeople({ db }: Desk, { marker, intoId }: { marker: string; intoId: number }) {
  const name = { name: `Twin ${marker}`, name_folded: `twin ${marker}` };
  const insert = (merged_into: number | null) =>
    db
      .insertInto('contacts')
      .values({ uuid: newId(), ...name, merged_into })
      .returning(['id', 'uuid'])
      .executeTakeFirstOrThrow();
  const [other, merged] = [await insert(null), await insert(intoId)];
  const merge = {
    uuid: newId(),
    contact_id: merged.id,
    into_contact_id: intoId,
    changes: '{}',
    created_at: new Date(),
  };
  await db.insertInto('contact_merges').values(merge).execute();
  return { otherContactId: other.uuid, mergedContactId: merged.uuid };
}
