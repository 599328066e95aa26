import type { TicketFacts } from '../../../../domain/conditions/facts.ts';
import { fold } from '../../../../domain/text.ts';
import { ownColumns } from '../../../contacts/store/own-columns.ts';
import { newId } from '../../../platform/ids.ts';
import type { Db } from '../../../platform/platform.ts';
import { valuesOf } from './own-fields.fixture.ts';
import { domains, emails, names } from './words.fixture.ts';

export type Organization = NonNullable<TicketFacts['organization']>;
export type Contact = TicketFacts['requester'];
const emailsOf = [emails.slice(0, 2), []];

export async function addOrganizations(db: Db): Promise<Organization[]> {
  const wanted = [
    { name: 'Padaria Central', isVip: true, domains: domains.slice(0, 2) },
    { name: 'PADARIA CENTRAL', isVip: false, domains: domains.slice(2) },
    { name: 'Ações S/A', isVip: false, domains: [] },
    { name: '\u0301', isVip: true, domains: [] },
  ];
  const made: Organization[] = [];
  for (const [index, { name, isVip, domains: ofIt }] of wanted.entries()) {
    const customFields = valuesOf(index);
    const values = { uuid: newId(), name, name_folded: fold(name), is_vip: isVip, ...ownColumns(customFields) };
    const row = await db.insertInto('organizations').values(values).returning(['id', 'uuid']).executeTakeFirstOrThrow();
    for (const domain of ofIt) {
      await db.insertInto('organization_domains').values({ domain, organization_id: row.id }).execute();
    }
    made.push({ id: row.id, key: row.uuid, name, isVip, domains: ofIt, customFields });
  }
  return made;
}

export async function addContacts(db: Db): Promise<Contact[]> {
  const made: Contact[] = [];
  for (const [index, name] of names.entries()) {
    const language = ['pt-BR', 'en', null][index % 3] ?? null;
    const customFields = valuesOf(index + 1);
    const values = { uuid: newId(), name, name_folded: fold(name), language, ...ownColumns(customFields) };
    const row = await db.insertInto('contacts').values(values).returning(['id', 'uuid']).executeTakeFirstOrThrow();
    const ofIt = emailsOf[index] ?? emails.slice(index, index + 1);
    const phones = index === 2 ? [] : [`+55119999${index}`];
    const identities = [
      ...ofIt.map((value) => ({ kind: 'email' as const, value })),
      ...phones.map((value) => ({ kind: 'phone' as const, value })),
    ];
    await db
      .insertInto('contact_identities')
      .values(identities.map((identity) => ({ ...identity, contact_id: row.id })))
      .execute();
    made.push({ id: row.id, key: row.uuid, name, language, emails: ofIt, phones, customFields });
  }
  return made;
}
