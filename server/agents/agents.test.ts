import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { authRoutes } from '../auth/routes.ts';
import { newId } from '../platform/ids.ts';
import { settingsRoutes } from '../settings/routes.ts';
import { agentActor } from './reads/actor.ts';
import { resolveRefs } from './reads/refs.ts';
import { agentRoutes } from './routes.ts';

let desk: Desk;
beforeEach(async () => {
  await desk?.close();
  desk = await startDesk({ routes: (p) => [...agentRoutes(p), ...settingsRoutes(p), ...authRoutes(p)] });
});
afterAll(() => desk.close());

const owner = () => desk.as('olivia');
const agents = () => desk.world.agents;
const urlOf = (name: keyof Desk['world']['agents']) => `/api/agents/${agents()[name].uuid}`;
const events = (type: 'agent.changed' | 'team.changed' | 'settings.changed') =>
  desk.db
    .selectFrom('events')
    .select(['changes', 'actor_id', 'subject_id'])
    .where('type', '=', type)
    .orderBy('id')
    .execute();
const audit = async () => (await owner().get('/api/audit')).body.entries;

test('everybody sees who works here, and nobody a secret', async () => {
  const list = await desk.as('caio').get('/api/agents');
  expect(list.body.agents).toHaveLength(7);
  expect(list.body.agents.find((one: { name: string }) => one.name === 'Rafael Costa')).toMatchObject({
    role: 'agent',
    isActive: true,
    teams: [{ slug: 'billing' }, { slug: 'support' }],
  });
  expect(list.text).not.toMatch(/password_?hash|token/i);
});

test('a changed role, name and team hold at once, and are told from and to', async () => {
  const { billing } = desk.world.teams;
  const answer = await owner().patch(urlOf('ana'), { role: 'limited', name: 'Ana Clara', teams: [billing.uuid] });
  expect(answer.status).toBe(200);
  expect(answer.body.agent).toMatchObject({ role: 'limited', name: 'Ana Clara', teams: [{ slug: 'billing' }] });
  expect((await desk.as('ana').get('/api/me')).body.me).toMatchObject({ role: 'limited', scope: 'own' });
  const [event] = await events('agent.changed');
  expect(event).toEqual({
    actor_id: agents().olivia.id,
    subject_id: agents().ana.id,
    changes: { role: ['agent', 'limited'], name: ['Ana Lima', 'Ana Clara'], teams: [['support'], ['billing']] },
  });
  expect((await audit())[0]).toMatchObject({
    actor: 'Olívia Prado',
    action: 'agent.changed',
    objectId: agents().ana.uuid,
  });
});

test('turning an account off ends its sessions and tokens at once, and turning it on does not bring them back', async () => {
  expect((await desk.as('lia', 'token').get('/api/me')).status).toBe(200);
  expect((await owner().patch(urlOf('lia'), { isActive: false })).status).toBe(200);
  expect((await desk.as('lia').get('/api/me')).status).toBe(401);
  expect((await desk.as('lia', 'token').get('/api/me')).status).toBe(401);
  expect((await owner().patch(urlOf('lia'), { isActive: true })).status).toBe(200);
  expect((await desk.as('lia').get('/api/me')).status).toBe(401);
  expect((await desk.as('lia', 'token').get('/api/me')).status).toBe(401);
});

test('nobody raises himself, and only an owner touches owners', async () => {
  const admin = desk.as('adao');
  const code = async (asked: Promise<{ body: { error?: { code: string } } }>) => (await asked).body.error?.code;
  expect(await code(admin.patch(urlOf('adao'), { role: 'owner' }))).toBe('own_role');
  expect(await code(admin.patch(urlOf('ana'), { role: 'owner' }))).toBe('role_above_you');
  expect(await code(admin.patch(urlOf('olivia'), { email: 'adao+owner@atende.example' }))).toBe('agent_above_you');
  expect(await code(owner().patch(urlOf('olivia'), { isActive: false }))).toBe('last_owner');
  expect(await code(owner().patch(urlOf('olivia'), { role: 'admin' }))).toBe('last_owner');
  expect((await owner().patch(urlOf('adao'), { role: 'owner' })).status).toBe(200);
  expect((await desk.as('adao').patch(urlOf('olivia'), { role: 'admin' })).status).toBe(200);
});

test('two owners who demote each other at once leave one', async () => {
  await owner().patch(urlOf('adao'), { role: 'owner' });
  const answers = await Promise.all([
    owner().patch(urlOf('adao'), { role: 'admin' }),
    desk.as('adao').patch(urlOf('olivia'), { role: 'admin' }),
  ]);
  const owners = await desk.db.selectFrom('agents').select('id').where('role', '=', 'owner').execute();
  expect(owners).toHaveLength(1);
  expect(answers.map((one) => one.status).sort()[0]).toBe(200);
});

test('a new address makes old links void', async () => {
  const made = await owner().post('/api/agents', { name: 'Nina', email: 'nina@atende.example', role: 'agent' });
  await owner().patch(`/api/agents/${made.body.agent.id}`, { email: 'nina.novais@atende.example' });
  const token = made.body.inviteUrl.split('#')[1];
  const accepted = await desk.visitor.post('/api/invites/accept', { token, password: 'tomate azul sete' });
  expect(accepted.body.error.code).toBe('link_expired');
});

test('a patch that says what is already so leaves no trace', async () => {
  await owner().patch(urlOf('ana'), { name: 'Ana Lima', role: 'agent' });
  expect(await events('agent.changed')).toEqual([]);
  expect(await audit()).toEqual([]);
});

test('a team gets a slug of its own, keeps it when renamed, and goes when no ticket needs it', async () => {
  const made = await owner().post('/api/teams', { name: 'Atenção ao cliente', members: [agents().ana.uuid] });
  expect(made.body.team).toMatchObject({ slug: 'atencao-ao-cliente', members: [{ name: 'Ana Lima' }] });
  const second = await owner().post('/api/teams', { name: 'Atencao ao Cliente' });
  expect(second.body.team.slug).toBe('atencao-ao-cliente-2');
  const url = `/api/teams/${made.body.team.id}`;
  const renamed = await owner().patch(url, { name: 'Clientes', members: [agents().bruno.uuid] });
  expect(renamed.body.team).toMatchObject({
    slug: 'atencao-ao-cliente',
    name: 'Clientes',
    members: [{ name: 'Bruno Dias' }],
  });
  expect((await events('team.changed')).at(-1)?.changes).toEqual({
    name: ['Atenção ao cliente', 'Clientes'],
    members: [['Ana Lima'], ['Bruno Dias']],
  });
  expect((await owner().delete(url)).status).toBe(204);
  expect((await desk.as('ana').get('/api/teams')).body.teams.map((one: { slug: string }) => one.slug)).toEqual([
    'atencao-ao-cliente-2',
    'billing',
    'support',
  ]);
  expect((await audit()).map((one: { action: string }) => one.action)).toEqual([
    'team.removed',
    'team.changed',
    'team.added',
    'team.added',
  ]);
});

test('a team with tickets stays', async () => {
  const { support } = desk.world.teams;
  await desk.db
    .insertInto('tickets')
    .values({
      uuid: newId(),
      number: 1,
      subject: 'x',
      subject_folded: 'x',
      status_id: 1,
      status_category: 0,
      priority: 2,
      team_id: support.id,
      requester_id: desk.world.contacts.mary.id,
      channel: 'email',
    })
    .execute();
  const refused = await owner().delete(`/api/teams/${support.uuid}`);
  expect([refused.status, refused.body.error.code]).toEqual([409, 'team_has_tickets']);
});

test('the audit log pages backwards without losing an entry', async () => {
  for (let count = 0; count < 5; count++) await owner().post('/api/teams', { name: `Team ${count}` });
  const first = (await owner().get('/api/audit', { query: { limit: '3' } })).body;
  const rest = (await owner().get('/api/audit', { query: { limit: '3', after: first.next } })).body;
  expect(first.entries).toHaveLength(3);
  expect(rest.entries).toHaveLength(2);
  expect(rest.next).toBeNull();
});

test('settings hold what an admin set over what the environment says', async () => {
  expect((await desk.as('lia').get('/api/settings')).body.settings).toMatchObject({
    company: '',
    locale: 'en',
    timeZone: 'UTC',
    undoSendSeconds: 10,
  });
  const set = await desk.as('adao').patch('/api/settings', { undoSendSeconds: 0, company: 'Padaria' });
  expect(set.body.settings).toMatchObject({ undoSendSeconds: 0, company: 'Padaria' });
  desk.p.config.undoSendSeconds = 30;
  expect((await desk.as('ana').get('/api/me')).body.me.undoSendSeconds).toBe(0);
  expect((await events('settings.changed'))[0]?.changes).toEqual({
    undoSendSeconds: [10, 0],
    company: ['', 'Padaria'],
  });
  expect((await desk.as('ana').patch('/api/settings', { company: 'Mine' })).status).toBe(403);
  expect((await desk.as('adao').patch('/api/settings', { undoSendSeconds: 500 })).status).toBe(400);
});

test('a reference is an id, a slug, an address, me or none', async () => {
  const actor = await agentActor(desk.db, agents().ana.id, false);
  const { support, billing } = desk.world.teams;
  const resolve = (refs: Parameters<typeof resolveRefs>[2]) => resolveRefs(desk.db, actor, refs);
  expect(await resolve({})).toEqual({});
  expect(await resolve({ team: 'support', assignee: 'me', topic: 'billing' })).toEqual({
    teamId: support.id,
    assigneeId: actor.id,
    topicId: expect.any(Number),
  });
  expect(await resolve({ team: billing.uuid, assignee: 'BRUNO@atende.example' })).toEqual({
    teamId: billing.id,
    assigneeId: agents().bruno.id,
  });
  expect(await resolve({ team: 'none', assignee: null })).toEqual({ teamId: null, assigneeId: null });
  expect(await resolve({ assignee: agents().bruno.uuid })).toEqual({ assigneeId: agents().bruno.id });
  await expect(resolve({ team: 'nobody', assignee: 'x@y.example', topic: newId() })).rejects.toMatchObject({
    kind: 'invalid',
    fields: { team: expect.any(String), assignee: expect.any(String), topic: expect.any(String) },
  });
  await owner().patch(urlOf('bruno'), { isActive: false });
  expect(await resolve({ assignee: agents().bruno.email })).toEqual({ assigneeId: agents().bruno.id });
  await expect(resolve({ assignee: agents().bruno.email, mustBeActive: true })).rejects.toMatchObject({
    fields: { assignee: expect.any(String) },
  });
});

test('the audit log can be added to and not be changed', async () => {
  await owner().post('/api/teams', { name: 'Night shift' });
  await expect(desk.db.updateTable('audit_entries').set({ action: 'nothing' }).execute()).rejects.toThrow(
    /never changed/,
  );
  await expect(desk.db.deleteFrom('audit_entries').execute()).rejects.toThrow(/never changed/);
  expect((await audit())[0].action).toBe('team.added');
});

test('one’s own keys go along to the next device, whole as they were chosen, and nobody else has them', async () => {
  const keys = { solve: ['y'], 'go-mine': ['g t'], undo: [] };
  expect((await desk.as('ana').patch('/api/me', { keys })).body.me.keys).toEqual(keys);
  expect((await desk.as('ana', 'token').get('/api/me')).body.me.keys).toEqual(keys);
  expect((await desk.as('bruno').get('/api/me')).body.me.keys).toEqual({});
  expect((await desk.as('ana').patch('/api/me', { keys: { solve: [''] } })).status).toBe(400);
  expect((await desk.as('ana').patch('/api/me', { keys: {} })).body.me.keys).toEqual({});
});
