import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { hashPassword } from './password-hash.ts';
import { authRoutes } from './routes.ts';
import { forgetExpired } from './store/expired.ts';

let desk: Desk;
const password = 'seven green bottles';
beforeAll(async () => {
  desk = await startDesk({ routes: authRoutes });
  await desk.db
    .updateTable('agents')
    .set({ password_hash: await hashPassword(password) })
    .execute();
});
afterAll(() => desk.close());

const emailOf = (name: AgentName) => desk.world.agents[name].email;
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0] ?? '';
const signIn = (name: AgentName, headers: Record<string, string> = {}) =>
  desk.visitor.post('/api/session', { email: emailOf(name), password }, { headers });
const me = (cookie: string) => desk.visitor.get('/api/me', { headers: { cookie } });
/** A network of one's own, so that one test's attempts are not counted in another. */
let nextNet = 1;
const attempt = async (body: object, remoteAddress: string) => {
  const headers = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' };
  const answer = await desk.app.inject({ method: 'POST', url: '/api/session', headers, remoteAddress, payload: body });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
};
const freshNet = () => `198.51.100.${nextNet++}`;

test('the right password opens a session in a cookie scripts cannot read', async () => {
  const answer = await signIn('ana');
  expect(answer.status).toBe(201);
  expect(answer.body.me).toMatchObject({ email: emailOf('ana'), role: 'agent', scope: 'teams', undoSendSeconds: 10 });
  expect(answer.body.me.teams).toEqual([{ id: desk.world.teams.support.uuid, slug: 'support', name: 'Support' }]);
  expect(answer.headers['set-cookie']).toMatch(/^atende=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=5184000$/);
  expect((await me(cookieOf(answer))).body.me.email).toBe(emailOf('ana'));
  expect(answer.text).not.toContain('password_hash');
});

test('whose browser it is can be asked before anybody signed in', async () => {
  const ask = (cookie: string) => desk.visitor.get('/api/session', { headers: { cookie } });
  expect(await ask('')).toMatchObject({ status: 200, body: { me: null } });
  const known = await ask(cookieOf(await signIn('ana')));
  expect(known.body.me).toMatchObject({ email: emailOf('ana'), role: 'agent' });
});

test('what the database holds opens nothing', async () => {
  const answer = await signIn('ana');
  const token = cookieOf(answer).replace('atende=', '');
  const rows = await desk.db.selectFrom('sessions').select('token_hash').execute();
  const stored = rows.map((row) => row.token_hash);
  expect(stored.some((hash) => hash.toString('base64url') === token)).toBe(false);
  for (const hash of stored.slice(-2)) {
    expect((await me(`atende=${hash.toString('base64url')}`)).status).toBe(401);
    expect((await me(`atende=${hash.toString('hex')}`)).status).toBe(401);
  }
});

test('every sign-in makes a new token, and ends the session the browser had', async () => {
  const first = cookieOf(await signIn('ana'));
  const second = cookieOf(await signIn('ana', { cookie: first }));
  expect(second).not.toBe(first);
  expect((await me(first)).status).toBe(401);
  const fixed = await signIn('ana', { cookie: `atende=${'f'.repeat(43)}` });
  expect(cookieOf(fixed)).not.toContain('ffffffffff');
});

test('a wrong password and an unknown address get one answer, after the same work', async () => {
  const wrong = await attempt({ email: emailOf('ana'), password: 'not this one' }, freshNet());
  const unknown = await attempt({ email: 'nobody@atende.example', password: 'not this one' }, freshNet());
  expect(wrong.status).toBe(401);
  expect(unknown.body).toEqual(wrong.body);
  const time = async (email: string) => {
    const began = performance.now();
    await attempt({ email, password: 'not this one' }, freshNet());
    return performance.now() - began;
  };
  const known = await Promise.all([1, 2, 3].map(() => time(emailOf('ana'))));
  const nobody = await Promise.all([1, 2, 3].map(() => time('nobody@atende.example')));
  expect(Math.min(...nobody)).toBeGreaterThan(Math.min(...known) / 4);
});

test('a refused sign-in of a known account stands in the audit log, the password nowhere', async () => {
  await attempt({ email: emailOf('lia'), password: 'a very wrong guess' }, '198.51.100.77');
  const entries = await desk.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('action', '=', 'session.refused')
    .execute();
  expect(entries.at(-1)).toMatchObject({ object_id: desk.world.agents.lia.uuid, ip: '198.51.100.77' });
  expect(JSON.stringify(entries)).not.toContain('wrong guess');
});

test('an account that is turned off does not open', async () => {
  await desk.db.updateTable('agents').set({ is_active: false }).where('email', '=', emailOf('caio')).execute();
  expect((await signIn('caio')).body.error.code).toBe('wrong_credentials');
  expect((await desk.as('caio').get('/api/me')).status).toBe(401);
  expect((await desk.as('caio', 'token').get('/api/me')).status).toBe(401);
  await desk.db.updateTable('agents').set({ is_active: true }).where('email', '=', emailOf('caio')).execute();
});

test('guesses at one account from one network stop after five in a minute, also with the right password', async () => {
  const net = freshNet();
  const body = { email: emailOf('bruno'), password: 'a wrong guess' };
  for (let guess = 0; guess < 5; guess++) expect((await attempt(body, net)).status).toBe(401);
  const stopped = await attempt({ ...body, password }, net);
  expect([stopped.status, stopped.body.error.code]).toEqual([429, 'too_many_requests']);
  expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
  expect((await attempt({ ...body, password }, freshNet())).status).toBe(201);
});

test('a network that tries many accounts stops after fifty in an hour, and moving within a /64 is no other network', async () => {
  const answers: number[] = [];
  for (let guess = 0; guess < 52; guess++) {
    const body = { email: `guess${guess}@atende.example`, password: 'x' };
    answers.push((await attempt(body, `2001:db8:7:7::${guess.toString(16)}`)).status);
  }
  expect(answers.slice(0, 50).every((status) => status === 401)).toBe(true);
  expect(answers.slice(50)).toEqual([429, 429]);
});

test('who guesses from everywhere closes the door to strangers, not to the place its owner works from', async () => {
  const home = '203.0.113.9';
  expect((await attempt({ email: emailOf('rafael'), password }, home)).status).toBe(201);
  const window = Math.floor(desk.clock.now().getTime() / 3_600_000) * 3_600_000;
  await desk.db
    .updateTable('throttles')
    .set({ hits: 500, window_start: new Date(window) })
    .where('bucket', '=', `sign-in:${emailOf('rafael')}:3600`)
    .execute();
  expect((await attempt({ email: emailOf('rafael'), password }, freshNet())).status).toBe(429);
  expect((await attempt({ email: emailOf('rafael'), password }, home)).status).toBe(201);
});

test('somebody who signs in all day is not stopped', async () => {
  const net = freshNet();
  for (let time = 0; time < 8; time++) {
    expect((await attempt({ email: emailOf('lia'), password }, net)).status).toBe(201);
  }
});

test('a session ends after 14 idle days, and after 60 days of work', async () => {
  const idle = cookieOf(await signIn('lia'));
  const busy = cookieOf(await signIn('lia'));
  const began = desk.clock.now();
  for (let day = 0; day < 59; day += 13) {
    desk.clock.set(new Date(began.getTime() + day * 86_400_000));
    expect((await me(busy)).status).toBe(200);
  }
  desk.clock.set(new Date(began.getTime() + 59 * 86_400_000));
  expect((await me(busy)).status).toBe(200);
  expect((await me(idle)).status).toBe(401);
  desk.clock.set(new Date(began.getTime() + 60.1 * 86_400_000));
  expect((await me(busy)).status).toBe(401);
  desk.clock.set(began);
});

test('asking touches the session at most once a minute', async () => {
  const cookie = cookieOf(await signIn('lia'));
  const seen = async () => (await me(cookie)).status && (await lastSeen());
  const lastSeen = async () => {
    const [row] = await desk.db
      .selectFrom('sessions')
      .select('last_seen_at')
      .where('agent_id', '=', desk.world.agents.lia.id)
      .orderBy('created_at', 'desc')
      .limit(1)
      .execute();
    return row?.last_seen_at.getTime();
  };
  const first = await seen();
  desk.clock.advance(30);
  expect(await seen()).toBe(first);
  desk.clock.advance(40);
  expect(await seen()).toBeGreaterThan(first as number);
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const cookie = cookieOf(await signIn('ana'));
  const out = await desk.visitor.delete('/api/session', undefined, { headers: { cookie } });
  expect(out.status).toBe(204);
  expect(out.headers['set-cookie']).toContain('Max-Age=0');
  expect((await me(cookie)).status).toBe(401);
});

test('an agent sees and ends his own sessions, nobody else’s', async () => {
  const here = cookieOf(await signIn('bruno'));
  const there = cookieOf(await signIn('bruno', { 'user-agent': 'Telephone' }));
  const list = (await desk.visitor.get('/api/me/sessions', { headers: { cookie: here } })).body.sessions;
  const phone = list.find((one: { userAgent: string }) => one.userAgent === 'Telephone');
  expect(list.filter((one: { isCurrent: boolean }) => one.isCurrent)).toHaveLength(1);
  expect((await desk.as('ana').delete(`/api/me/sessions/${phone.id}`)).status).toBe(404);
  expect((await me(there)).status).toBe(200);
  const ended = await desk.visitor.delete(`/api/me/sessions/${phone.id}`, undefined, { headers: { cookie: here } });
  expect(ended.status).toBe(204);
  expect((await me(there)).status).toBe(401);
  expect((await me(here)).status).toBe(200);
});

test('a wrong API token is nobody, even beside a good cookie', async () => {
  const cookie = cookieOf(await signIn('ana'));
  const asked = (authorization: string) => desk.visitor.get('/api/me', { headers: { cookie, authorization } });
  expect((await asked('Bearer wrong-token-wrong-token-wrong')).status).toBe(401);
  expect((await asked('Basic YW5hOmFuYQ==')).status).toBe(401);
  expect((await asked(`Bearer ${desk.world.agents.lia.apiToken}`)).body.me.email).toBe(emailOf('lia'));
});

test('where the public URL is https the cookie is bound to host and https', async () => {
  const secure = await startDesk({ routes: authRoutes, config: { publicUrl: 'https://desk.example.com' } });
  await secure.db
    .updateTable('agents')
    .set({ password_hash: await hashPassword(password) })
    .execute();
  const headers = { host: 'desk.example.com', origin: 'https://desk.example.com' };
  const email = secure.world.agents.ana.email;
  const answer = await secure.visitor.post('/api/session', { email, password }, { headers });
  expect(answer.headers['set-cookie']).toMatch(
    /^__Host-atende=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/,
  );
  await secure.close();
});

test('X-Forwarded-For is believed of a proxy beside a public URL, and of nobody else', async () => {
  const behind = await startDesk({ routes: authRoutes, config: { publicUrl: 'https://desk.example.com' } });
  const seenFrom = async (of: Desk, host: string, remoteAddress: string) => {
    await of.db
      .updateTable('agents')
      .set({ password_hash: await hashPassword(password) })
      .execute();
    const headers = { host, 'x-forwarded-for': '192.0.2.1, 203.0.113.50' };
    const payload = { email: of.world.agents.ana.email, password };
    await of.app.inject({ method: 'POST', url: '/api/session', headers, remoteAddress, payload });
    const newest = of.db.selectFrom('sessions').select('ip').orderBy('created_at', 'desc').limit(1);
    return (await newest.executeTakeFirst())?.ip;
  };
  expect(await seenFrom(behind, 'desk.example.com', '127.0.0.1')).toBe('203.0.113.50');
  expect(await seenFrom(behind, 'desk.example.com', '172.18.0.2')).toBe('203.0.113.50');
  expect(await seenFrom(behind, 'desk.example.com', '198.51.100.200')).toBe('198.51.100.200');
  expect(await seenFrom(desk, '127.0.0.1:3000', '198.51.100.201')).toBe('198.51.100.201');
  await behind.close();
});

test('a hash with weaker parameters is renewed at the next sign-in', async () => {
  const { argon2Sync, randomBytes } = await import('node:crypto');
  const salt = randomBytes(16);
  const weak = argon2Sync('argon2id', {
    message: password,
    nonce: salt,
    memory: 8192,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const old = `$argon2id$v=19$m=8192,t=1,p=1$${text(salt)}$${text(weak)}`;
  await desk.db.updateTable('agents').set({ password_hash: old }).where('email', '=', emailOf('adao')).execute();
  expect((await signIn('adao')).status).toBe(201);
  const row = await desk.db
    .selectFrom('agents')
    .select('password_hash')
    .where('email', '=', emailOf('adao'))
    .executeTakeFirst();
  expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await signIn('adao')).status).toBe(201);
});

test('another site’s page signs nobody in', async () => {
  const body = { email: emailOf('ana'), password };
  const foreign = await desk.visitor.post('/api/session', body, { headers: { origin: 'https://evil.example' } });
  expect([foreign.status, foreign.body.error.code]).toEqual([403, 'cross_site']);
});

test('what opens nothing any more is removed', async () => {
  const live = cookieOf(await signIn('ana'));
  await desk.db
    .updateTable('sessions')
    .set({ last_seen_at: new Date(0) })
    .where('agent_id', '=', desk.world.agents.lia.id)
    .execute();
  await forgetExpired(desk.p);
  const left = await desk.db.selectFrom('sessions').select('agent_id').execute();
  expect(left.some((row) => row.agent_id === desk.world.agents.lia.id)).toBe(false);
  expect((await me(live)).status).toBe(200);
});
