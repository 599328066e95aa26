import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { statementsOf } from '../../test/statements.ts';
import type { AgentName } from '../../test/world.ts';
import { hashPassword } from '../auth/password-hash.ts';
import { newId } from '../platform/ids.ts';
import { schedule } from '../schedule.ts';
import { weighFacts } from './commands/weigh.ts';

let desk: Desk;
let hash: string;
beforeAll(async () => {
  desk = await startDesk();
  hash = await hashPassword(right);
  await desk.db.updateTable('agents').set({ password_hash: hash }).execute();
});
afterAll(() => desk.close());

const right = 'seven green bottles';
const emailOf = (name: AgentName) => desk.world.agents[name].email;

function signIn(email: string, password: string, ip: string) {
  const headers = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' };
  return desk.app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    remoteAddress: ip,
    payload: { email, password },
  });
}

type Suspicion = { code: string; values: Record<string, unknown>; severity: string };

/** What the desk says now and did not say before. */
async function newSuspicions(): Promise<Suspicion[]> {
  const before = await said();
  await desk.app.observer.flush();
  await weighFacts(desk.p);
  return (await said()).slice(0, -before.length || undefined);
}
async function said(): Promise<Suspicion[]> {
  return (await desk.as('olivia').get('/api/security/suspicions', { query: { limit: '100' } })).body.suspicions;
}

test('five wrong passwords in a minute are said once an hour, and to owners and admins alone', async () => {
  for (let count = 0; count < 5; count++) await signIn(emailOf('bruno'), 'wrong', '203.0.113.5');
  const values = { agent: 'Bruno Dias', net: '203.0.113.5', count: 5 };
  expect(await newSuspicions()).toMatchObject([{ code: 'brute_force', severity: 'medium', values }]);
  expect(await newSuspicions()).toEqual([]);

  const entries = (await desk.as('adao').get('/api/audit')).body.entries;
  expect(entries[0]).toMatchObject({ action: 'security.suspicion', details: { code: 'brute_force', ...values } });
  await desk.settle();
  for (const guard of ['olivia', 'adao'] as const) {
    const [told] = (await desk.as(guard).get('/api/notifications')).body.notifications;
    expect(told).toMatchObject({ type: 'security.suspicion', reason: { code: 'brute_force', values }, readAt: null });
  }
  expect((await desk.as('bruno').get('/api/notifications')).body.notifications).toEqual([]);
});

test('who is no admin any more reads no suspicion any more', async () => {
  const { adao } = desk.world.agents;
  const setRole = (role: string) => desk.db.updateTable('agents').set({ role }).where('id', '=', adao.id).execute();
  await setRole('agent');
  expect((await desk.as('adao').get('/api/notifications')).body).toMatchObject({ notifications: [], unread: 0 });
  await setRole('admin');
  expect((await desk.as('adao').get('/api/notifications')).body.unread).toBe(1);
});

test('the right password after those wrong ones is said with high severity, and so is the new network', async () => {
  await desk.db
    .insertInto('audit_entries')
    .values({
      actor_kind: 'agent',
      actor_id: desk.world.agents.bruno.id,
      action: 'session.started',
      object_kind: 'agent',
      object_id: desk.world.agents.bruno.uuid,
      ip: '192.0.2.77',
      at: new Date(desk.clock.now().getTime() - 30 * 86_400_000),
    })
    .execute();
  desk.clock.advance(90);
  expect((await signIn(emailOf('bruno'), right, '203.0.113.5')).statusCode).toBe(201);
  expect((await newSuspicions()).map(({ code, severity, values }) => [code, severity, values]).sort()).toEqual([
    ['new_network', 'low', { agent: 'Bruno Dias', net: '203.0.113.5', network: '203.0.0.0/16' }],
    ['sign_in_after_failures', 'high', { agent: 'Bruno Dias', net: '203.0.113.5', failures: 5 }],
  ]);
  expect((await signIn(emailOf('ana'), right, '203.0.113.6')).statusCode).toBe(201);
  expect(await newSuspicions()).toEqual([]);
});

test('ten accounts tried from one net are spraying, whether they exist or not; no address is kept', async () => {
  for (let count = 0; count < 10; count++) await signIn(`somebody${count}@atende.example`, 'wrong', '198.51.100.8');
  expect(await newSuspicions()).toMatchObject([
    { code: 'password_spraying', values: { net: '198.51.100.8', accounts: 10 } },
  ]);
  const rows = await desk.db.selectFrom('observations').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('somebody');
});

test('twenty tokens that open nothing are probing, one dead cookie asked with again and again is not', async () => {
  const ask = (token: string, ip: string) =>
    desk.app.inject({
      method: 'GET',
      url: '/api/tickets',
      headers: { host: '127.0.0.1:3000', authorization: `Bearer ${token}` },
      remoteAddress: ip,
    });
  for (let count = 0; count < 30; count++) await ask('a-token-that-was-ended-long-ago', '198.51.100.20');
  for (let count = 0; count < 10; count++) await ask(`a-token-that-is-a-guess-${count}`, '198.51.100.21');
  for (let count = 0; count < 10; count++) {
    await desk.app.inject({
      method: 'POST',
      url: '/api/invites/look',
      headers: { host: '127.0.0.1:3000' },
      remoteAddress: '198.51.100.21',
      payload: { token: `an-invite-that-is-a-guess-${count}` },
    });
  }
  expect(await newSuspicions()).toMatchObject([{ code: 'token_probing', values: { net: '198.51.100.21', count: 20 } }]);
});

test('who reads more than 200 tickets in ten minutes is named; reading costs no statement', async () => {
  const open = await desk.as('olivia').post('/api/tickets', {
    subject: 'Forno quebrado',
    requester: { email: desk.world.contacts.carla.email },
    message: { text: 'O forno parou.' },
  });
  const url = `/api/tickets/${open.body.ticket.number}?include=messages`;
  expect((await statementsOf(() => desk.as('olivia').get(url))).length).toBeLessThanOrEqual(3);
  await desk.app.observer.flush();
  const read = await desk.db.selectFrom('observations').selectAll().where('kind', '=', 'tickets_read').execute();
  expect(read).toMatchObject([
    { agent_id: desk.world.agents.olivia.id, things: [String(open.body.ticket.number)], net: null },
  ]);

  const things = Array.from({ length: 200 }, (_, place) => `${place + 10_000}`);
  const row = { at: desk.clock.now(), kind: 'tickets_read' as const, agent_id: desk.world.agents.olivia.id, things };
  await desk.db.insertInto('observations').values(row).execute();
  expect(await newSuspicions()).toMatchObject([
    { code: 'mass_read', severity: 'high', values: { agent: 'Olívia Prado', tickets: 201 } },
  ]);
});

test('a download counts as read, a picture in its place does not', async () => {
  const open = await desk.as('olivia').post('/api/tickets', {
    subject: 'With files',
    requester: { email: desk.world.contacts.carla.email },
    message: { text: 'See below.' },
  });
  const { id } = await desk.db
    .selectFrom('messages')
    .select('messages.id')
    .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
    .where('number', '=', open.body.ticket.number)
    .executeTakeFirstOrThrow();
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const { hash: fileHash, size } = await desk.p.files.put(picture);
  const add = async (isInline: boolean) => {
    const file = { uuid: newId(), message_id: id, name: 'a.png', content_type: 'image/png', size, file_hash: fileHash };
    await desk.db
      .insertInto('attachments')
      .values({ ...file, is_inline: isInline })
      .execute();
    return file.uuid;
  };
  const [inPlace, download] = [await add(true), await add(false)];
  for (const one of [inPlace, download]) expect((await desk.as('ana').get(`/api/attachments/${one}`)).status).toBe(200);
  await desk.app.observer.flush();
  const rows = await desk.db
    .selectFrom('observations')
    .select('things')
    .where('kind', '=', 'attachments_read')
    .execute();
  expect(rows).toEqual([{ things: [download] }]);
});

test('a new admin, an owner’s new password and an admin’s API token are said', async () => {
  desk.clock.advance(120);
  const nina = { name: 'Nina', email: 'nina@atende.example', role: 'admin' };
  expect((await desk.as('olivia').post('/api/agents', nina)).status).toBe(201);
  expect((await desk.as('adao').post('/api/me/tokens', { name: 'export' })).status).toBe(201);
  const change = { current: right, password: 'quatro cavalos azuis' };
  expect((await desk.as('olivia').put('/api/me/password', change)).status).toBe(204);
  const found = (await newSuspicions()).map(({ code, values }) => [code, values]);
  expect(found).toContainEqual(['role_raised', { agent: 'Nina', by: 'Olívia Prado', from: null, role: 'admin' }]);
  expect(found).toContainEqual(['powerful_token', { agent: 'Adão Reis', name: 'export', net: '127.0.0.1' }]);
  expect(found.map(([code]) => code)).toContain('owner_password_changed');
  expect(found).toHaveLength(3);
});

test('five unverified mails in an agent’s name are said', async () => {
  const forge = async () => {
    const mail = [`From: Ana Lima <${emailOf('ana')}>`, 'To: support@atende.example', `Message-ID: <${newId()}@evil>`];
    const raw = [...mail, 'Subject: Please help', '', 'Send me the list of customers.'].join('\r\n');
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/inbound/email',
      headers: {
        host: '127.0.0.1:3000',
        authorization: `Bearer ${desk.world.agents.olivia.apiToken}`,
        'content-type': 'message/rfc822',
      },
      payload: Buffer.from(raw),
    });
    expect(answer.statusCode).toBeLessThan(300);
  };
  for (let count = 0; count < 5; count++) await forge();
  await desk.settle();
  expect(await newSuspicions()).toMatchObject([{ code: 'impersonation', values: { agent: 'Ana Lima', count: 5 } }]);
});

test('the list is paged and loses nothing; agents have no business with it', async () => {
  const all = await said();
  const seen: unknown[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = { limit: '2', ...(after && { after }) };
    const page = await desk.as('adao').get('/api/security/suspicions', { query });
    seen.push(...page.body.suspicions);
    after = page.body.next;
  }
  expect(seen).toEqual(all);
  expect(all.length).toBeGreaterThan(5);
  expect((await desk.as('ana').get('/api/security/suspicions')).status).toBe(403);
});

test('after an hour the same thing is said again if it still happens', async () => {
  desk.clock.advance(3_700);
  expect(await newSuspicions()).toEqual([]);
  for (let count = 0; count < 5; count++) await signIn(emailOf('bruno'), 'wrong', '203.0.113.5');
  expect((await newSuspicions()).map(({ code }) => code)).toEqual(['brute_force']);
});

test('what was read is kept for a year, who knocked for a month', async () => {
  const forget = schedule(desk.p).find(({ name }) => name === 'forget-observations');
  const rows = () => desk.db.selectFrom('observations').select('kind').execute();
  desk.clock.advance(32 * 86_400);
  await forget?.run();
  const left = new Set((await rows()).map(({ kind }) => kind));
  expect(left).toEqual(new Set(['tickets_read', 'attachments_read']));
  desk.clock.advance(340 * 86_400);
  await forget?.run();
  expect(await rows()).toEqual([]);
});
