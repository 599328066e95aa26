import type { Named } from '../../../../domain/conditions/facts.ts';
import { categoryRank, type StatusCategory, statusCategories } from '../../../../domain/tickets/ticket.ts';
import { newId } from '../../../platform/ids.ts';
import type { Db } from '../../../platform/platform.ts';
import { addContacts, addOrganizations, type Contact, type Organization } from './people.fixture.ts';

/** Everything a ticket may name. */
export type Rows = {
  statuses: (Named & { category: StatusCategory })[];
  topics: Named[];
  teams: Named[];
  agents: Named[];
  inboxes: Named[];
  organizations: Organization[];
  contacts: Contact[];
};

export async function addNamed(db: Db): Promise<Rows> {
  const uuids = (count: number) => Array.from({ length: count }, () => newId());
  const asKey = (row: { id: number; uuid: string }): Named => ({ id: row.id, key: row.uuid });
  await db
    .insertInto('statuses')
    .values({ slug: 'waiting-parts', name: '{"en": "Waiting for parts"}', category: categoryRank('on_hold') })
    .execute();
  const statuses = await db.selectFrom('statuses').select(['id', 'slug as key', 'category']).execute();
  const topics = await db.selectFrom('topics').select(['id', 'uuid']).execute();
  const teams = await db
    .insertInto('teams')
    .values(uuids(3).map((uuid) => ({ uuid, slug: uuid, name: 'Team' })))
    .returning(['id', 'uuid'])
    .execute();
  const agents = await db
    .insertInto('agents')
    .values(uuids(3).map((uuid) => ({ uuid, email: `${uuid}@x.example`, name: 'A', name_folded: 'a', role: 'agent' })))
    .returning(['id', 'uuid'])
    .execute();
  const inboxes = await db
    .insertInto('inboxes')
    .values(uuids(2).map((uuid) => ({ uuid, name: 'Inbox', channel: 'email' })))
    .returning(['id', 'uuid'])
    .execute();
  const organizations = await addOrganizations(db);
  return {
    statuses: statuses.map((row) => ({ ...row, category: statusCategories[row.category] as StatusCategory })),
    topics: topics.map(asKey),
    teams: teams.map(asKey),
    agents: agents.map(asKey),
    inboxes: inboxes.map(asKey),
    organizations,
    contacts: await addContacts(db),
  };
}
