import { createHash, randomBytes } from 'node:crypto';
import { fold } from '../domain/text.ts';
import { newId } from '../server/platform/ids.ts';
import type { Db } from '../server/platform/platform.ts';

/** The named cast that tests, seeds and screenshots share. */
const agents = {
  olivia: { name: 'Olívia Prado', role: 'owner', locale: 'pt-BR', teams: [] },
  adao: { name: 'Adão Reis', role: 'admin', locale: 'pt-BR', teams: [] },
  ana: { name: 'Ana Lima', role: 'agent', locale: 'en', teams: ['support'] },
  bruno: { name: 'Bruno Dias', role: 'agent', locale: 'pt-BR', teams: ['billing'] },
  lia: { name: 'Lia Nunes', role: 'limited', locale: 'en', teams: ['support'] },
  caio: { name: 'Caio Melo', role: 'collaborator', locale: 'en', teams: [] },
  rafael: { name: 'Rafael Costa', role: 'agent', locale: 'en', teams: ['support', 'billing'] },
} as const;
const teams = { support: 'Support', billing: 'Billing' } as const;
const organizations = {
  padaria: { name: 'Padaria Central', isVip: true, domain: 'padariacentral.example' },
  northwind: { name: 'Northwind', isVip: false, domain: 'northwind.example' },
} as const;
const contacts = {
  carla: { name: 'Carla Souza', email: 'carla@padariacentral.example', language: 'pt-BR', organization: 'padaria' },
  joao: { name: 'João Pereira', email: 'joao@correio.example', language: 'pt-BR', organization: null },
  mary: { name: 'Mary Kline', email: 'mary@northwind.example', language: 'en', organization: 'northwind' },
} as const;

export type AgentName = keyof typeof agents;
export type TeamName = keyof typeof teams;
export type ContactName = keyof typeof contacts;
type Known = { id: number; uuid: string };

export type CastAgent = Known & {
  email: string;
  name: string;
  role: string;
  /** A session's cookie value and an API token, both live from the beginning. */
  sessionToken: string;
  apiToken: string;
};
export type World = {
  agents: Record<AgentName, CastAgent>;
  teams: Record<TeamName, Known & { slug: string }>;
  contacts: Record<ContactName, Known & { email: string; name: string }>;
  organizations: Record<keyof typeof organizations, Known>;
  /** The e-mail inbox that owns `support@atende.example`. */
  inbox: Known & { address: string };
};

export const supportAddress = 'support@atende.example';

/** Puts the cast into a migrated, empty desk by SQL, so that no test depends on the rooms it does not test. */
export async function addCast(db: Db, now: Date): Promise<World> {
  const madeTeams = await each(teams, (slug, name) => addTeam(db, slug, name));
  const madeAgents = await each(agents, async (key, agent) => {
    const made = await addAgent(db, { key, ...agent, now });
    const members = agent.teams.map((slug) => ({ team_id: madeTeams[slug].id, agent_id: made.id }));
    if (members.length > 0) await db.insertInto('team_members').values(members).execute();
    return made;
  });
  const madeOrganizations = await each(organizations, (_, organization) => addOrganization(db, organization));
  const madeContacts = await each(contacts, (_, contact) => {
    const organizationId = contact.organization ? madeOrganizations[contact.organization].id : null;
    return addContact(db, { ...contact, organizationId });
  });
  const inbox = await addInbox(db);
  return {
    agents: madeAgents,
    teams: madeTeams,
    contacts: madeContacts,
    organizations: madeOrganizations,
    inbox,
  };
}

async function each<K extends string, V, R>(all: Record<K, V>, make: (key: K, value: V) => Promise<R>) {
  const made = {} as Record<K, R>;
  for (const key of Object.keys(all) as K[]) made[key] = await make(key, all[key]);
  return made;
}

async function addTeam(db: Db, slug: string, name: string) {
  return db
    .insertInto('teams')
    .values({ uuid: newId(), slug, name })
    .returning(['id', 'uuid', 'slug'])
    .executeTakeFirstOrThrow();
}

type NewAgent = { key: string; name: string; role: string; locale: 'en' | 'pt-BR'; now: Date };

async function addAgent(db: Db, { key, name, role, locale, now }: NewAgent): Promise<CastAgent> {
  const email = `${key}@atende.example`;
  const { id, uuid } = await db
    .insertInto('agents')
    .values({ uuid: newId(), email, name, name_folded: fold(name), role, locale })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const session = newToken();
  const api = newToken();
  const expires = new Date(now.getTime() + 30 * 86_400_000);
  await db
    .insertInto('sessions')
    .values({ token_hash: session.hash, uuid: newId(), agent_id: id, last_seen_at: now, expires_at: expires })
    .execute();
  await db
    .insertInto('api_tokens')
    .values({ uuid: newId(), agent_id: id, name: 'test', token_hash: api.hash })
    .execute();
  return { id, uuid, email, name, role, sessionToken: session.token, apiToken: api.token };
}

function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: createHash('sha256').update(token).digest() };
}

async function addOrganization(db: Db, given: { name: string; isVip: boolean; domain: string }): Promise<Known> {
  const made = await db
    .insertInto('organizations')
    .values({ uuid: newId(), name: given.name, name_folded: fold(given.name), is_vip: given.isVip })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await db.insertInto('organization_domains').values({ domain: given.domain, organization_id: made.id }).execute();
  return made;
}

type NewContact = { name: string; email: string; language: string; organizationId: number | null };

async function addContact(db: Db, { name, email, language, organizationId }: NewContact) {
  const { id, uuid } = await db
    .insertInto('contacts')
    .values({ uuid: newId(), name, name_folded: fold(name), language, organization_id: organizationId })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await db
    .insertInto('contact_identities')
    .values({ contact_id: id, kind: 'email', value: email, is_verified: true })
    .execute();
  return { id, uuid, email, name };
}

async function addInbox(db: Db) {
  const made = await db
    .insertInto('inboxes')
    .values({ uuid: newId(), name: 'Support', channel: 'email', sender_name: 'Atende Support', settings: '{}' })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await db.insertInto('inbox_addresses').values({ address: supportAddress, inbox_id: made.id }).execute();
  return { ...made, address: supportAddress };
}
