import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Desk, startDesk } from '../../test/server.ts';
import { agentRoutes } from '../agents/routes.ts';

import { settle } from '../worker.ts';
import { hashPassword } from './password-hash.ts';
import { authRoutes } from './routes.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: (p) => [...authRoutes(p), ...agentRoutes(p)] });
  await desk.db
    .updateTable('agents')
    .set({ password_hash: await hashPassword('seven green bottles') })
    .execute();
});
afterAll(() => desk.close());

const owner = () => desk.as('olivia');
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0] ?? '';
const me = (cookie: string) => desk.visitor.get('/api/me', { headers: { cookie } });
const tokenIn = (url: string) => url.split('#')[1] ?? '';
let nobody = 0;
const invite = (more: object = {}, by = owner()) =>
  by.post('/api/agents', { name: 'Nina Novais', email: `nina${nobody++}@atende.example`, role: 'agent', ...more });
const accept = (token: string, more: object = {}) =>
  desk.visitor.post('/api/invites/accept', { token, password: 'tomate azul sete', ...more });

test('an invite without mail is a link that works once and signs in', async () => {
  const { support } = desk.world.teams;
  const made = await invite({ email: 'Nina@Atende.example', teams: [support.uuid], locale: 'pt-BR' });
  expect(made.status).toBe(201);
  expect(made.body.agent).toMatchObject({
    email: 'nina@atende.example',
    hasSignedIn: false,
    isActive: true,
    locale: 'pt-BR',
  });
  expect(made.body.inviteUrl).toMatch(/^http:\/\/localhost:3000\/invite#[\w-]{43}$/);
  const token = tokenIn(made.body.inviteUrl);
  expect((await desk.visitor.post('/api/invites/look', { token })).body).toEqual({
    name: 'Nina Novais',
    email: 'nina@atende.example',
    company: '',
  });

  const weak = await accept(token, { password: 'nina@atende.example' });
  expect(weak.body.error.code).toBe('password_weak');
  const accepted = await accept(token, { name: 'Nina N.' });
  expect(accepted.status).toBe(201);
  expect((await me(cookieOf(accepted))).body.me).toMatchObject({ name: 'Nina N.', teams: [{ slug: 'support' }] });
  expect((await accept(token)).body.error.code).toBe('link_expired');
  const actions = await desk.db
    .selectFrom('audit_entries')
    .select('action')
    .where('object_id', '=', made.body.agent.id)
    .execute();
  expect(actions.map((one) => one.action)).toEqual(['agent.added', 'invite.accepted']);
});

test('of two who accept one invite at once, one gets in', async () => {
  const token = tokenIn((await invite()).body.inviteUrl);
  const answers = await Promise.all([accept(token), accept(token)]);
  expect(answers.map((one) => one.status).sort()).toEqual([201, 400]);
});

test('an invite ends after seven days, with a newer one, and with the account', async () => {
  const began = desk.clock.now();
  const old = await invite();
  desk.clock.advance(7 * 86_400 + 1);
  expect((await accept(tokenIn(old.body.inviteUrl))).body.error.code).toBe('link_expired');
  desk.clock.set(began);

  const first = await invite();
  const second = await owner().post(`/api/agents/${first.body.agent.id}/invite`);
  expect(second.status).toBe(201);
  expect((await accept(tokenIn(first.body.inviteUrl))).body.error.code).toBe('link_expired');
  await owner().patch(`/api/agents/${first.body.agent.id}`, { isActive: false });
  expect((await accept(tokenIn(second.body.inviteUrl))).body.error.code).toBe('link_expired');
  expect((await owner().post(`/api/agents/${first.body.agent.id}/invite`)).body.error.code).toBe('agent_inactive');
});

test('an empty, short or foreign token opens nothing', async () => {
  for (const token of ['', 'short', 'x'.repeat(43)]) expect((await accept(token)).status).toBe(400);
  const reset = tokenIn((await owner().post(`/api/agents/${desk.world.agents.ana.uuid}/invite`)).body.inviteUrl);
  expect((await accept(reset)).body.error.code).toBe('link_expired');
});

test('who invites raises nobody above himself', async () => {
  const admin = desk.as('adao');
  expect((await invite({ role: 'owner' }, admin)).body.error.code).toBe('role_above_you');
  expect((await invite({ role: 'admin' }, admin)).status).toBe(201);
  expect((await invite({ role: 'agent' }, desk.as('ana'))).status).toBe(403);
  const { olivia } = desk.world.agents;
  expect((await admin.post(`/api/agents/${olivia.uuid}/invite`)).body.error.code).toBe('agent_above_you');
});

test('a taken address and an unknown role name their fields', async () => {
  const taken = await invite({ email: desk.world.agents.ana.email });
  expect([taken.status, taken.body.error.fields]).toEqual([409, { email: expect.any(String) }]);
  expect((await invite({ role: 'king' })).body.error.fields).toEqual({ role: expect.any(String) });
  expect((await invite({ teams: [desk.world.agents.ana.uuid] })).body.error.fields).toEqual({
    teams: expect.any(String),
  });
  expect((await invite({ isOwner: true })).body.error.fields).toEqual({ isOwner: expect.any(String) });
});

test('a password set by another link makes the invite void', async () => {
  const made = await invite();
  const { email } = made.body.agent;
  await askReset(email);
  const [letter] = await lettersTo(email);
  const token = /reset#([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
  const password = 'oito pontes novas';
  expect((await desk.visitor.put('/api/password-resets', { token, password })).status).toBe(204);
  expect((await accept(tokenIn(made.body.inviteUrl))).body.error.code).toBe('link_expired');
});

const askReset = (email: string) => desk.visitor.post('/api/password-resets', { email });
async function lettersTo(email: string) {
  await settle(desk.p);
  const rows = await desk.db
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', '=', email)
    .orderBy('id')
    .execute();
  return Promise.all(rows.map(async (row) => PostalMime.parse(await desk.p.files.get(row.file_hash))));
}

test('asking for a new password answers the same for everybody, and writes to who works here', async () => {
  const known = await askReset(desk.world.agents.bruno.email);
  const unknown = await askReset('nobody@atende.example');
  expect([known.status, known.text]).toEqual([202, '']);
  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  const [letter] = await lettersTo(desk.world.agents.bruno.email);
  expect(letter?.subject).toBe('Nova senha para Atende');
  expect(letter?.text).toContain('http://localhost:3000/reset#');
  expect(await lettersTo('nobody@atende.example')).toEqual([]);
});

test('the link sets a new password once, and ends every session', async () => {
  const { bruno } = desk.world.agents;
  const [letter] = await lettersTo(bruno.email);
  const token = /reset#([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
  expect((await desk.as('bruno').get('/api/me')).status).toBe(200);
  const finish = () => desk.visitor.put('/api/password-resets', { token, password: 'oito pontes novas' });
  expect((await finish()).status).toBe(204);
  expect((await desk.as('bruno').get('/api/me')).status).toBe(401);
  expect((await finish()).body.error.code).toBe('link_expired');
  const signIn = await desk.visitor.post('/api/session', { email: bruno.email, password: 'oito pontes novas' });
  expect(signIn.status).toBe(201);
});

test('a link to a new password ends after thirty minutes, and with a newer one', async () => {
  const { rafael } = desk.world.agents;
  await askReset(rafael.email);
  await lettersTo(rafael.email);
  await askReset(rafael.email);
  const tokens = (await lettersTo(rafael.email)).map((one) => /reset#([\w-]+)/.exec(one.text ?? '')?.[1] ?? '');
  const finish = (token: string) => desk.visitor.put('/api/password-resets', { token, password: 'oito pontes novas' });
  expect(tokens).toHaveLength(2);
  expect((await finish(tokens[0] ?? '')).body.error.code).toBe('link_expired');
  desk.clock.advance(30 * 60 + 1);
  expect((await finish(tokens[1] ?? '')).body.error.code).toBe('link_expired');
});

test('asking again and again stops after three in an hour, for the known and the unknown alike', async () => {
  desk.clock.advance(7200);
  for (const email of [desk.world.agents.lia.email, 'ghost@atende.example']) {
    const answers = [];
    for (let time = 0; time < 4; time++) answers.push((await askReset(email)).status);
    expect(answers).toEqual([202, 202, 202, 429]);
  }
});

test('a Host header of somebody else’s choosing reaches no letter', async () => {
  desk.clock.advance(7200);
  await desk.db.deleteFrom('throttles').execute();
  const { caio } = desk.world.agents;
  const refused = await desk.visitor.post(
    '/api/password-resets',
    { email: caio.email },
    { headers: { host: 'evil.example' } },
  );
  expect(refused.status).toBe(421);
  await desk.visitor.post(
    '/api/password-resets',
    { email: caio.email },
    { headers: { 'x-forwarded-host': 'evil.example' } },
  );
  const letters = await lettersTo(caio.email);
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).not.toContain('evil');
});

test('a changed password ends the other sessions and is asked for the old one', async () => {
  const { ana } = desk.world.agents;
  const other = cookieOf(
    await desk.visitor.post('/api/session', { email: ana.email, password: 'seven green bottles' }),
  );
  const change = (current: string, password: string) => desk.as('ana').put('/api/me/password', { current, password });
  expect((await change('not my password', 'nove luas cheias')).body.error).toMatchObject({
    code: 'wrong_password',
    fields: { current: expect.any(String) },
  });
  expect((await change('seven green bottles', 'password123')).body.error.code).toBe('password_weak');
  expect((await me(other)).status).toBe(200);
  expect((await change('seven green bottles', 'nove luas cheias')).status).toBe(204);
  expect((await me(other)).status).toBe(401);
  expect((await desk.as('ana').get('/api/me')).status).toBe(200);
  for (let guess = 0; guess < 5; guess++) await change('a wrong guess', 'nove luas cheias');
  expect((await change('nove luas cheias', 'dez luas cheias')).status).toBe(429);
});

test('an API token is shown once, acts as its agent, and ends when revoked', async () => {
  const made = await desk.as('ana').post('/api/me/tokens', { name: 'CI' });
  expect(made.status).toBe(201);
  const { token, apiToken } = made.body;
  const asToken = () => desk.visitor.get('/api/me/tokens', { headers: { authorization: `Bearer ${token}` } });
  const list = await asToken();
  expect(list.body.tokens.map((one: { name: string }) => one.name)).toContain('CI');
  expect(list.text).not.toContain(token);
  const more = await desk.visitor.post(
    '/api/me/tokens',
    { name: 'child' },
    { headers: { authorization: `Bearer ${token}` } },
  );
  expect(more.body.error.code).toBe('needs_session');
  expect((await desk.as('bruno', 'token').delete(`/api/me/tokens/${apiToken.id}`)).status).toBe(404);
  expect((await desk.as('ana').delete(`/api/me/tokens/${apiToken.id}`)).status).toBe(204);
  expect((await asToken()).status).toBe(401);
  expect((await desk.as('ana').delete(`/api/me/tokens/${apiToken.id}`)).status).toBe(404);
});

test('with a mail server the invite goes by mail and is shown to nobody', async () => {
  const mailing = await startDesk({
    routes: authRoutes,
    config: { smtpUrl: 'smtp://127.0.0.1:9', publicUrl: 'https://desk.example.com' },
  });
  const more = { headers: { host: 'desk.example.com', origin: 'https://desk.example.com', cookie: '' } };
  const { apiToken } = mailing.world.agents.olivia;
  const made = await mailing.visitor.post(
    '/api/agents',
    { name: 'Nina <b>', email: 'nina@atende.example', role: 'agent' },
    { headers: { ...more.headers, authorization: `Bearer ${apiToken}` } },
  );
  expect(made.body.inviteUrl).toBeNull();
  const row = await mailing.db.selectFrom('outgoing_mail').selectAll().executeTakeFirstOrThrow();
  const letter = await PostalMime.parse(await mailing.p.files.get(row.file_hash));
  expect(letter.subject).toBe('You are invited to the Atende help desk');
  expect(letter.text).toContain('https://desk.example.com/invite#');
  expect(letter.html).toContain('Nina &lt;b&gt;');
  await mailing.close();
});
