import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { newId } from '../platform/ids.ts';
import { contactRoutes } from './routes.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: contactRoutes });
});
afterAll(() => desk.close());

const ana = () => desk.as('ana');
async function ticketOf(requesterId: number, more: { number: number; assigneeId?: number; teamId?: number }) {
  await desk.db
    .insertInto('tickets')
    .values({
      uuid: newId(),
      number: more.number,
      subject: `Ticket ${more.number}`,
      subject_folded: '',
      status_id: 1,
      status_category: 0,
      priority: 2,
      requester_id: requesterId,
      assignee_id: more.assigneeId ?? null,
      team_id: more.teamId ?? null,
      channel: 'email',
    })
    .execute();
}

test('an added contact is found by part of a name, without accents, and by part of an address', async () => {
  const added = await ana().post('/api/contacts', {
    name: 'Antônio Conceição',
    identities: [
      { kind: 'email', value: 'Tonio@Padariacentral.example' },
      { kind: 'phone', value: '+55 11 91234-5678' },
    ],
  });
  expect(added.status).toBe(201);
  expect(added.body.contact).toMatchObject({
    name: 'Antônio Conceição',
    identities: [
      { kind: 'email', value: 'tonio@padariacentral.example', isVerified: false },
      { kind: 'phone', value: '+5511912345678', isVerified: false },
    ],
    organization: { name: 'Padaria Central', isVip: true },
  });
  for (const q of ['antonio conc', 'TONIO@', '91234']) {
    const { body } = await ana().get('/api/contacts', { query: { q } });
    expect(body.contacts.map((one: { id: string }) => one.id)).toEqual([added.body.contact.id]);
  }
  expect((await ana().get('/api/contacts', { query: { q: '100%' } })).body.contacts).toEqual([]);
});

test('lists page by page without losing or repeating anybody', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { body } = await ana().get('/api/contacts', { query: { limit: '2', ...(after ? { after } : {}) } });
    seen.push(...body.contacts.map((one: { id: string }) => one.id));
    after = body.next;
  } while (after !== null);
  const all = await desk.db.selectFrom('contacts').select('uuid').orderBy('id', 'desc').execute();
  expect(seen).toEqual(all.map((row) => row.uuid));
});

test('an identity belongs to one contact only', async () => {
  const { carla } = desk.world.contacts;
  const refused = await ana().post('/api/contacts', {
    name: 'Impostor',
    identities: [{ kind: 'email', value: carla.email }],
  });
  expect(refused.status).toBe(409);
  expect(refused.body.error).toMatchObject({ code: 'identity_taken', details: { contactId: carla.uuid } });
  expect(await desk.db.selectFrom('contacts').select('id').where('name', '=', 'Impostor').execute()).toEqual([]);
});

test('changing identities keeps those that stay verified and tells from and to', async () => {
  const { mary } = desk.world.contacts;
  const { status, body } = await ana().patch(`/api/contacts/${mary.uuid}`, {
    identities: [
      { kind: 'email', value: mary.email },
      { kind: 'email', value: 'mary@home.example' },
    ],
    timeZone: 'America/New_York',
  });
  expect(status).toBe(200);
  expect(body.contact.identities).toEqual([
    { kind: 'email', value: mary.email, isVerified: true },
    { kind: 'email', value: 'mary@home.example', isVerified: false },
  ]);
  const event = await desk.db
    .selectFrom('events')
    .select(['changes', 'actor_id'])
    .where('type', '=', 'contact.changed')
    .where('subject_id', '=', mary.id)
    .executeTakeFirstOrThrow();
  expect(event.actor_id).toBe(desk.world.agents.ana.id);
  expect(event.changes).toEqual({
    identities: [[`email:${mary.email}`], [`email:${mary.email}`, 'email:mary@home.example'].sort()],
    timeZone: [null, 'America/New_York'],
  });
});

test('a wrong time zone or domain names its field', async () => {
  const { mary } = desk.world.contacts;
  const zone = await ana().patch(`/api/contacts/${mary.uuid}`, { timeZone: 'Mars/Olympus' });
  expect(zone.body.error).toMatchObject({ code: 'unknown_time_zone', fields: { timeZone: expect.any(String) } });
  const domain = await ana().post('/api/organizations', { name: 'Everybody', domains: ['gmail.com'] });
  expect(domain.body.error).toMatchObject({ code: 'domain_public', fields: { 'domains.0': expect.any(String) } });
});

test('an organization takes the people who write from its domain and belong to nobody', async () => {
  const { joao } = desk.world.contacts;
  const added = await ana().post('/api/organizations', { name: 'Correio', domains: ['CORREIO.example'], isVip: true });
  expect(added.status).toBe(201);
  expect(added.body.organization).toMatchObject({ domains: ['correio.example'], isVip: true });
  const { body } = await ana().get(`/api/contacts/${joao.uuid}`);
  expect(body.contact.organization).toMatchObject({ name: 'Correio', isVip: true });
  const taken = await ana().post('/api/organizations', { name: 'Other', domains: ['correio.example'] });
  expect(taken.body.error.code).toBe('domain_taken');
  const found = await ana().get('/api/organizations', { query: { q: 'correio.ex' } });
  expect(found.body.organizations).toHaveLength(1);
  const renamed = await ana().patch(`/api/organizations/${added.body.organization.id}`, {
    name: 'Correios',
    domains: [],
  });
  expect(renamed.body.organization).toMatchObject({ name: 'Correios', domains: [], isVip: true });
});

test('a limited agent sees the requester of his own ticket, and that ticket alone', async () => {
  const { world } = desk;
  const { mary, carla } = world.contacts;
  await ticketOf(mary.id, { number: 9001, assigneeId: world.agents.lia.id });
  await ticketOf(mary.id, { number: 9002, assigneeId: world.agents.ana.id });
  await ticketOf(carla.id, { number: 9003, teamId: world.teams.support.id });
  const lia = desk.as('lia');
  const hers = await lia.get(`/api/contacts/${mary.uuid}`);
  expect(hers.body.contact.tickets.map((one: { number: number }) => one.number)).toEqual([9001]);
  const foreign = await lia.get(`/api/contacts/${carla.uuid}`);
  const nobody = await lia.get(`/api/contacts/${newId()}`);
  expect([foreign.status, foreign.text]).toEqual([nobody.status, nobody.text]);
  expect(foreign.status).toBe(404);
  expect((await lia.get('/api/contacts')).status).toBe(403);
  const rafael = await desk.as('rafael').get(`/api/contacts/${mary.uuid}`);
  expect(rafael.body.contact.tickets.map((one: { number: number }) => one.number)).toEqual([9002, 9001]);
});
