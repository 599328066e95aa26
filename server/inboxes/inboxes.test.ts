import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { settle } from '../worker.ts';
import { ensureFirstInbox } from './commands/manage-inboxes.ts';
import { letter } from './mail.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const sales = { name: 'Sales', channel: 'email', addresses: ['Sales@Atende.example', 'vendas@atende.example'] };
const topicOf = async (slug: string) =>
  (await desk.as('adao').get('/api/topics')).body.topics.find((topic: { slug: string }) => topic.slug === slug).id;
const rfc822 = { headers: { 'content-type': 'message/rfc822' } };

describe('an inbox', () => {
  test('keeps a topic that was archived since it was chosen; none is given one that is archived', async () => {
    const admin = desk.as('adao');
    const [kept, other] = [await topicOf('billing'), await topicOf('complaint')];
    const add = (topic: string) => admin.post('/api/inboxes', { name: 'Topical', channel: 'email', topic });
    const { id } = (await add(kept)).body.inbox;
    const free = (await add(other)).body.inbox.id;
    await desk.db.updateTable('topics').set({ is_archived: true }).where('uuid', '=', kept).execute();
    const edited = await admin.patch(`/api/inboxes/${id}`, { name: 'Renamed', topic: kept });
    expect([edited.status, edited.body.inbox.name, edited.body.inbox.topic.id]).toEqual([200, 'Renamed', kept]);
    for (const refused of [await add(kept), await admin.patch(`/api/inboxes/${free}`, { topic: kept })]) {
      expect([refused.status, refused.body.error.fields]).toEqual([400, { topic: expect.any(String) }]);
    }
    expect((await admin.patch(`/api/inboxes/${id}`, { topic: null })).status).toBe(200);
    expect((await admin.patch(`/api/inboxes/${id}`, { topic: kept })).status).toBe(400);
    for (const made of [id, free]) expect((await admin.delete(`/api/inboxes/${made}`)).status).toBe(204);
  });

  test('is added, answers to its addresses, and opens tickets for its team', async () => {
    const team = desk.world.teams.billing.uuid;
    const added = await desk
      .as('adao')
      .post('/api/inboxes', { ...sales, team, language: 'pt-BR', senderName: 'Vendas' });
    expect(added).toMatchObject({
      status: 201,
      body: {
        inbox: {
          name: 'Sales',
          addresses: ['sales@atende.example', 'vendas@atende.example'],
          team: { slug: 'billing' },
          topic: null,
          isActive: true,
          settings: { plusAddressing: true },
        },
      },
    });

    const bytes = await letter({
      from: 'Mary <mary@northwind.example>',
      to: 'vendas@atende.example',
      subject: 'Offer',
      text: 'Please.',
    });
    expect((await desk.as('adao', 'token').post('/api/inbound/email', bytes, rfc822)).status).toBe(202);
    await settle(desk.p);
    const { tickets } = (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body;
    expect(tickets[0]).toMatchObject({ subject: 'Offer', team: { slug: 'billing' } });
    const reply = { kind: 'reply', text: 'Here.' };
    expect((await desk.as('olivia', 'token').post(`/api/tickets/${tickets[0].number}/messages`, reply)).status).toBe(
      201,
    );
    await settle(desk.p);
    const { deliveries } = (await desk.as('adao').get(`/api/deliveries?ticket=${tickets[0].number}`)).body;
    const raw = await desk.as('adao').get(`/api/deliveries/${deliveries[0].id}/raw`);
    expect(raw.text).toMatch(/^From: .*<sales@atende\.example>/m);
    expect(raw.text).toMatch(/^Reply-To: Vendas\s+<sales\+[0-9a-z-]+@atende\.example>/m);
  });

  test('shares no address with another', async () => {
    const taken = await desk.as('adao').post('/api/inboxes', { ...sales, addresses: ['support@atende.example'] });
    expect(taken).toMatchObject({
      status: 409,
      body: { error: { code: 'address_taken', fields: { addresses: expect.any(String) } } },
    });
    const { inboxes } = (await desk.as('adao').get('/api/inboxes')).body;
    expect(inboxes).toHaveLength(2);
  });

  test('is changed field by field; what is not named stays', async () => {
    const { inboxes } = (await desk.as('adao').get('/api/inboxes')).body;
    const { id, addresses } = inboxes.find((one: { name: string }) => one.name === 'Sales');
    const changed = await desk
      .as('adao')
      .patch(`/api/inboxes/${id}`, { name: 'Vendas', settings: { plusAddressing: false } });
    expect(changed.body.inbox).toMatchObject({ name: 'Vendas', addresses, settings: { plusAddressing: false } });
    const moved = await desk.as('adao').patch(`/api/inboxes/${id}`, { addresses: ['new@atende.example'], team: null });
    expect(moved.body.inbox).toMatchObject({ name: 'Vendas', addresses: ['new@atende.example'], team: null });

    const bytes = await letter({ from: 'x@x.example', to: 'vendas@atende.example', subject: 'Gone', text: 'x' });
    expect((await desk.as('adao', 'token').post('/api/inbound/email', bytes, rfc822)).status).toBe(400);
    const audit = (await desk.as('olivia').get('/api/audit')).body.entries;
    expect(audit[0]).toMatchObject({ action: 'inbox.changed', details: { changed: ['addresses', 'team'] } });
  });

  test('that is turned off takes no mail', async () => {
    const { inbox } = (
      await desk.as('adao').post('/api/inboxes', { ...sales, name: 'Off', addresses: ['off@atende.example'] })
    ).body;
    await desk.as('adao').patch(`/api/inboxes/${inbox.id}`, { isActive: false });
    const bytes = await letter({ from: 'x@x.example', to: 'off@atende.example', subject: 'Off', text: 'x' });
    expect((await desk.as('adao', 'token').post('/api/inbound/email', bytes, rfc822)).status).toBe(400);
  });

  test('is removed while nothing came or went by it, and turned off afterwards', async () => {
    const { inbox } = (await desk.as('adao').post('/api/inboxes', { ...sales, name: 'Short', addresses: [] })).body;
    expect((await desk.as('adao').delete(`/api/inboxes/${inbox.id}`)).status).toBe(204);
    expect((await desk.as('adao').get(`/api/inboxes/${inbox.id}`)).status).toBe(404);
    const { inboxes } = (await desk.as('adao').get('/api/inboxes')).body;
    const used = inboxes.find((one: { name: string }) => one.name === 'Vendas');
    const refused = await desk.as('adao').delete(`/api/inboxes/${used.id}`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'inbox_in_use' } } });
  });

  const wrong: [sentence: string, body: object, code: string, field: string][] = [
    ['of a channel that does not exist', { ...sales, channel: 'pigeon' }, 'unknown_channel', 'channel'],
    ['with a setting its channel does not know', { ...sales, settings: { wings: 2 } }, 'invalid_settings', 'settings'],
    [
      'with a setting of the wrong kind',
      { ...sales, settings: { plusAddressing: 'yes' } },
      'invalid_settings',
      'settings.plusAddressing',
    ],
    ['with an address that is none', { ...sales, addresses: ['sales'] }, 'invalid_request', 'addresses.0'],
    [
      'of a team that does not exist',
      { ...sales, team: '01930000-0000-7000-8000-00000000ffff' },
      'unknown_reference',
      'team',
    ],
    ['with a field nobody knows', { ...sales, color: 'red' }, 'invalid_request', 'color'],
  ];
  test.each(wrong)('%s is refused, saying which field', async (...[_sentence, body, code, field]) => {
    const refused = await desk.as('adao').post('/api/inboxes', body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code } } });
    expect(Object.keys(refused.body.error.fields)).toContain(field);
  });

  test('is not an agent’s to see or change', async () => {
    expect((await desk.as('ana').get('/api/inboxes')).status).toBe(403);
    expect((await desk.as('ana').post('/api/inboxes', sales)).status).toBe(403);
  });

  test('but which channels there are every agent may know: rules and their traces name them', async () => {
    expect((await desk.as('lia').get('/api/channels')).status).toBe(200);
    expect((await desk.visitor.get('/api/channels')).status).toBe(401);
  });
});

test('channels come with the form of their settings', async () => {
  const { channels } = (await desk.as('adao').get('/api/channels')).body;
  expect(channels.map((one: { id: string }) => one.id)).toEqual(['email', 'api']);
  expect(channels[0]).toMatchObject({
    can: { subject: true, cc: true },
    settings: { type: 'object', properties: { plusAddressing: { type: 'boolean', default: true } } },
  });
});

test('an empty desk gets one inbox for SUPPORT_ADDRESS, however many processes start at once', async () => {
  const empty = await startDesk({ isEmpty: true, config: { supportAddress: 'help@small.example' } });
  try {
    await Promise.all([ensureFirstInbox(empty.p), ensureFirstInbox(empty.p), ensureFirstInbox(empty.p)]);
    await ensureFirstInbox(empty.p);
    const addresses = await empty.db.selectFrom('inbox_addresses').select('address').execute();
    expect(addresses).toEqual([{ address: 'help@small.example' }]);
    expect(await empty.db.selectFrom('inboxes').select('id').execute()).toHaveLength(1);
  } finally {
    await empty.close();
  }
});
