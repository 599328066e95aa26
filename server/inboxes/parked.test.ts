import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { deskVersion } from '../platform/version.ts';
import { keeper } from './commands/keep.ts';
import { retryAfterUpgrade } from './commands/parked.ts';
import { letter } from './mail.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  await sql`update inbound set state = 'discarded' where state <> 'filed'`.execute(desk.db);
  await sql`delete from notifications`.execute(desk.db);
});
afterAll(() => desk.close());

const carla = 'Carla Souza <carla@padariacentral.example>';

async function keep(bytes: Buffer, subject: string): Promise<string> {
  const envelope = { from: 'carla@padariacentral.example', subject };
  const key = `parked:${subject}`;
  return (await keeper(desk.p)({ inboxId: desk.world.inbox.id, bytes, key, externalId: null, envelope })).id;
}

async function good(subject: string): Promise<string> {
  return keep(await letter({ from: carla, subject, text: 'A question.' }), subject);
}

function poison(subject: string): Buffer {
  const head = `From: ${carla}\r\nTo: support@atende.example\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n`;
  const part = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n';
  return Buffer.from(`${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(3000)}--b--\r\n`);
}

const bad = (subject: string) => keep(poison(subject), subject);
const admin = () => desk.as('adao');
const parked = async () => (await admin().get('/api/inbound')).body.parked;
const warnings = async () => (await desk.visitor.get('/health')).body.warnings ?? {};
const alerts = async () => {
  const { notifications } = (await admin().get('/api/notifications')).body;
  return notifications.filter(({ type }: { type: string }) => type === 'inbound.parked');
};
const stateOf = async (uuid: string) =>
  (await desk.db.selectFrom('inbound').select('state').where('uuid', '=', uuid).executeTakeFirstOrThrow()).state;
const audited = async (action: string) =>
  (await admin().get('/api/audit')).body.entries.filter((entry: { action: string }) => entry.action === action);

test('a poisonous mail between two good ones is parked with its reason, told to admins and counted (T03)', async () => {
  expect(await warnings()).toEqual({});
  const ids = [await good('Before'), await bad('Poison'), await good('After')] as const;
  await desk.settle();

  expect(await Promise.all(ids.map(stateOf))).toEqual(['filed', 'parked', 'filed']);
  expect(await parked()).toMatchObject([
    {
      id: ids[1],
      from: 'carla@padariacentral.example',
      subject: 'Poison',
      code: 'mail_too_many_parts',
      error: 'The mail has more than 1000 parts.',
    },
  ]);
  expect((await admin().get(`/api/inbound/${ids[1]}/raw`)).text).toBe(poison('Poison').toString());
  expect(await alerts()).toHaveLength(1);
  expect(await warnings()).toEqual({ parkedMails: 1 });

  expect((await admin().post(`/api/inbound/${ids[1]}/retry`)).status).toBe(204);
  await desk.settle();
  expect(await stateOf(ids[1])).toBe('parked');
});

test('mail handed in over HTTP is listed by its own subject and sender', async () => {
  const raw = poison('=?utf-8?q?Caf=C3=A9_frio?=').toString();
  const rfc822 = { headers: { 'content-type': 'message/rfc822' } };
  const { body } = await desk.as('adao', 'token').post('/api/inbound/email', raw, rfc822);
  expect(body.isNew).toBe(true);
  await desk.settle();
  expect(await parked()).toMatchObject([{ subject: 'Café frio', from: 'carla@padariacentral.example' }]);
});

describe('admins are told of parked mail', () => {
  test('once, until they have looked', async () => {
    await bad('First');
    await desk.settle();
    await bad('Second');
    await desk.settle();
    expect(await alerts()).toHaveLength(1);

    await admin().post('/api/notifications/read');
    await bad('Third');
    await desk.settle();
    expect(await alerts()).toHaveLength(2);
  });

  test('and agents are not', async () => {
    await bad('Not for agents');
    await desk.settle();
    expect((await desk.as('ana').get('/api/notifications')).body.notifications).toEqual([]);
  });
});

describe('what a person does about parked mail is in the audit log', () => {
  test('who discarded which', async () => {
    const id = await bad('Discarded');
    await desk.settle();
    expect((await admin().delete(`/api/inbound/${id}`)).status).toBe(204);
    expect(await audited('inbound.discarded')).toMatchObject([
      { actor: 'Adão Reis', objectKind: 'inbound', objectId: id, details: { subject: 'Discarded' } },
    ]);
    expect((await admin().delete(`/api/inbound/${id}`)).status).toBe(404);
  });

  test('who tried which again', async () => {
    const id = await bad('Tried again');
    await desk.settle();
    await admin().post(`/api/inbound/${id}/retry`);
    expect((await audited('inbound.retried'))[0]).toMatchObject({ objectId: id, details: { subject: 'Tried again' } });
  });

  test('and who tried all again', async () => {
    for (const subject of ['One', 'Two']) await bad(subject);
    await desk.settle();
    expect(await admin().post('/api/inbound/retry')).toMatchObject({ status: 202, body: { retrying: 2 } });
    expect(await parked()).toEqual([]);
    expect((await audited('inbound.retried'))[0]).toMatchObject({ objectId: null, details: { count: 2 } });
    await desk.settle();
    expect(await parked()).toHaveLength(2);
    expect((await desk.as('ana').post('/api/inbound/retry')).status).toBe(403);
  });
});

describe('after an upgrade', () => {
  const parkedBy = (id: string, by: string | null) =>
    sql`update inbound set state = 'parked', parked_by = ${by} where uuid = ${id}`.execute(desk.db);

  test('what an older release could not file is tried once more, by itself', async () => {
    const [mended, hopeless] = [await good('Mended by the upgrade'), await bad('Hopeless still')];
    for (const id of [mended, hopeless]) await parkedBy(id, '0.0.1');
    expect(await retryAfterUpgrade(desk.p)).toBe(2);
    await desk.settle();
    expect(await Promise.all([mended, hopeless].map(stateOf))).toEqual(['filed', 'parked']);
    expect((await audited('inbound.retried'))[0]).toMatchObject({
      actor: 'system',
      details: { count: 2, version: deskVersion },
    });
    expect(await retryAfterUpgrade(desk.p)).toBe(0);
  });

  test('what was set aside by a decision stays there', async () => {
    const id = await good('In the name of an agent');
    await parkedBy(id, null);
    expect(await retryAfterUpgrade(desk.p)).toBe(0);
    expect(await stateOf(id)).toBe('parked');
  });
});
