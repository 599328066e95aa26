import { afterEach, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { newId } from '../platform/ids.ts';
import { ensureSetupLink } from './commands/setup.ts';
import { authRoutes } from './routes.ts';

let desk: Desk;
afterEach(() => desk.close());
const empty = async (config = {}) => {
  desk = await startDesk({ routes: authRoutes, isEmpty: true, config });
  return desk;
};
const tokenOf = (link: string | null) => (link ?? '').replace('/setup#', '');
const filled = (token: string) => ({
  token,
  company: 'Padaria Central',
  name: 'Olívia Prado',
  email: 'Olivia@Padaria.example',
  password: 'quatro cavalos azuis',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
});

test('the link of an empty desk makes its owner, once', async () => {
  const { p, visitor, db } = await empty();
  const link = await ensureSetupLink(p);
  expect(link).toMatch(/^\/setup#[\w-]{20,}$/);
  expect(await ensureSetupLink(p)).toBe(link);
  expect((await visitor.get('/api/setup')).body).toMatchObject({ isNeeded: true });

  const done = await visitor.post('/api/setup', filled(tokenOf(link)));
  expect(done.status).toBe(201);
  expect(done.body.me).toMatchObject({
    email: 'olivia@padaria.example',
    role: 'owner',
    permissions: ['*'],
    locale: 'pt-BR',
  });
  const cookie = String(done.headers['set-cookie']).split(';')[0] ?? '';
  expect((await visitor.get('/api/me', { headers: { cookie } })).body.me.name).toBe('Olívia Prado');

  const again = await visitor.post('/api/setup', { ...filled(tokenOf(link)), email: 'second@padaria.example' });
  expect([again.status, again.body.error.code]).toEqual([400, 'link_expired']);
  expect(await ensureSetupLink(p)).toBeNull();
  expect((await visitor.get('/api/setup')).body).toEqual({ isNeeded: false, link: null });
  const settings = await db.selectFrom('settings').select(['key', 'value']).orderBy('key').execute();
  expect(settings).toEqual([
    { key: 'company', value: 'Padaria Central' },
    { key: 'locale', value: 'pt-BR' },
    { key: 'timeZone', value: 'America/Sao_Paulo' },
  ]);
});

test('of two who set up at once, one becomes the owner', async () => {
  const { p, visitor, db } = await empty();
  const token = tokenOf(await ensureSetupLink(p));
  const answers = await Promise.all(
    ['one', 'two'].map((name) => visitor.post('/api/setup', { ...filled(token), email: `${name}@padaria.example` })),
  );
  expect(answers.map((one) => one.status).sort()).toEqual([201, 400]);
  expect(await db.selectFrom('agents').select('id').execute()).toHaveLength(1);
});

test('a guessed, an old and a weak try leave the desk as it was', async () => {
  const { p, visitor, db, clock } = await empty();
  const token = tokenOf(await ensureSetupLink(p));
  expect((await visitor.post('/api/setup', filled('x'.repeat(22)))).body.error.code).toBe('link_expired');
  const weak = await visitor.post('/api/setup', { ...filled(token), password: 'password123' });
  expect(weak.body.error).toMatchObject({ code: 'password_weak', fields: { password: expect.any(String) } });
  const zone = await visitor.post('/api/setup', { ...filled(token), timeZone: 'Nowhere/Land' });
  expect(zone.body.error.code).toBe('unknown_time_zone');
  clock.advance(8 * 86_400);
  expect((await visitor.post('/api/setup', filled(token))).body.error.code).toBe('link_expired');
  expect(await db.selectFrom('agents').select('id').execute()).toEqual([]);
  const fresh = tokenOf(await ensureSetupLink(p));
  expect((await visitor.post('/api/setup', filled(fresh))).status).toBe(201);
});

test('the first inbox confirms from the setup on, and the address named there becomes its first one', async () => {
  const { p, visitor, db } = await empty();
  const inbox = await db
    .insertInto('inboxes')
    .values({ uuid: newId(), name: 'Support', channel: 'email' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('inbox_addresses').values({ address: 'support@localhost', inbox_id: inbox.id }).execute();
  const token = tokenOf(await ensureSetupLink(p));
  await visitor.post('/api/setup', { ...filled(token), supportAddress: 'Ajuda@padaria.example' });
  const addresses = await db.selectFrom('inbox_addresses').select('address').orderBy('position').execute();
  expect(addresses.map((one) => one.address)).toEqual(['ajuda@padaria.example', 'support@localhost']);
  const { confirmation } = await db.selectFrom('inboxes').select('confirmation').executeTakeFirstOrThrow();
  expect(confirmation).toEqual({ isOn: true, texts: {} });
});

test('the environment makes the owner of a desk that has none, and of no other', async () => {
  const owner = { email: 'boss@example.com', password: 'seven green bottles' };
  const { p, visitor, db } = await empty({ owner });
  expect(await ensureSetupLink(p)).toBeNull();
  expect((await visitor.post('/api/session', owner)).body.me.role).toBe('owner');
  p.config.owner = { email: 'second@example.com', password: 'eight green bottles' };
  await ensureSetupLink(p);
  expect(await db.selectFrom('agents').select('email').execute()).toEqual([{ email: 'boss@example.com' }]);
});

test('an OWNER_PASSWORD that everybody tries first is logged as such, never itself', async () => {
  const logTo: string[] = [];
  const owner = { email: 'boss@example.com', password: 'password123' };
  desk = await startDesk({ routes: authRoutes, isEmpty: true, config: { owner }, logTo });
  await ensureSetupLink(desk.p);
  expect(logTo.join()).toContain('OWNER_PASSWORD is easily guessed');
  expect(logTo.join()).not.toContain('password123');
  expect((await desk.visitor.post('/api/session', owner)).status).toBe(201);
});

test('the browser is shown the link on the desk’s own machine only', async () => {
  const { p, app } = await empty();
  const link = await ensureSetupLink(p);
  const shown = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await app.inject({ url: '/api/setup', headers: { host: 'localhost:3000', ...headers }, remoteAddress })).json()
      .link;
  expect(await shown({})).toBe(link);
  expect(await shown({ host: '[::1]:3000' }, '::1')).toBe(link);
  expect(await shown({}, '::ffff:127.0.0.1')).toBe(link);
  expect(await shown({}, '192.168.0.7')).toBeNull();
  for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via']) {
    expect(await shown({ [name]: '127.0.0.1' })).toBeNull();
  }
});

test('no browser is shown the link where a public URL is set', async () => {
  const { p, app } = await empty({ publicUrl: 'https://desk.example.com' });
  await ensureSetupLink(p);
  const answer = await app.inject({
    url: '/api/setup',
    headers: { host: 'desk.example.com' },
    remoteAddress: '127.0.0.1',
  });
  expect(answer.json()).toEqual({ isNeeded: true, link: null });
});
