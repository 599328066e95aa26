import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeInstantChannel } from '../../test/instant-channel.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import type { Channel } from '../channels/channel.ts';
import { channels } from '../channels/index.ts';
import { newId } from '../platform/ids.ts';
import { SendError } from '../platform/mail/send-error.ts';
import { settle } from '../worker.ts';
import { deliver } from './commands/deliver.ts';
import { openDoors } from './doors.ts';

/** The whole way in and out by a channel that is nothing like e-mail: nothing in this room may know one from the other. */
const { channel, provider } = makeInstantChannel();
const registered = channels as Channel[];
const number = '+5511999990000';

let desk: Desk;
let close: () => Promise<void>;
let inboxId: string;
beforeAll(async () => {
  registered.unshift(channel as Channel);
  desk = await startDesk();
  const added = await desk.as('adao').post('/api/inboxes', {
    name: 'Messenger',
    channel: 'instant',
    settings: { number, apiKey: 'very secret' },
  });
  expect(added.status).toBe(201);
  inboxId = added.body.inbox.id;
  const id = desk.db.selectFrom('inboxes').select('id').where('uuid', '=', inboxId);
  await desk.db.insertInto('inbox_addresses').values({ address: number, inbox_id: id }).execute();
  const doors = await openDoors({ ...desk.p, config: { ...desk.p.config, mailPort: await freePort() } });
  close = doors.close;
});
afterAll(async () => {
  await close();
  await desk.close();
  registered.shift();
});

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
let said = 0;
async function say(text: string, more: object = {}): Promise<void> {
  await provider.push({
    type: 'message',
    id: `in-${++said}`,
    from: '+5511988887777',
    name: 'Carla',
    text,
    at: Date.now(),
    ...more,
  });
  await settle(desk.p);
}
async function newest() {
  return (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body.tickets[0];
}
const messages = async (ticket: number) =>
  (await desk.as('olivia').get(`/api/tickets/${ticket}/messages`)).body.messages;

test('its secrets are sealed and never shown again', async () => {
  const { inbox } = (await desk.as('adao').get(`/api/inboxes/${inboxId}`)).body;
  expect(inbox.settings).toEqual({ number });
  const row = await desk.db.selectFrom('inboxes').selectAll().where('uuid', '=', inboxId).executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain('very secret');
  const renamed = await desk.as('adao').patch(`/api/inboxes/${inboxId}`, { settings: { number } });
  expect(renamed).toMatchObject({ status: 200, body: { inbox: { settings: { number } } } });
  const { channels: forms } = (await desk.as('adao').get('/api/channels')).body;
  expect(forms[0].settings.properties.apiKey).toMatchObject({ secret: true });
});

describe('talk', () => {
  test('of one person stays in one ticket, also when three words come at once', async () => {
    await say('Oi');
    const { number: ticket, subject } = await newest();
    expect(subject).toBe('Oi');
    await Promise.all(['Tudo bem?', 'O forno parou.', 'Socorro!'].map((text) => say(text)));
    expect((await newest()).number).toBe(ticket);
    const all = await messages(ticket);
    expect(all).toHaveLength(4);
    expect(all[1].reason).toMatchObject({
      code: 'same_sender',
      values: { ticketNumber: ticket, standing: 'requester' },
    });
  });

  test('begins a new ticket once the old one is closed, and never joins another person’s', async () => {
    await say('Antes');
    const { number: old } = await newest();
    await desk.db.updateTable('tickets').set({ status_category: 5, status_id: 6 }).where('number', '=', old).execute();
    await say('Depois');
    const { number: next } = await newest();
    expect(next).not.toBe(old);
    await say('Sou outro', { from: '+5511977776666' });
    expect((await newest()).number).not.toBe(next);
  });

  test('keeps voice notes, and what cannot be understood is parked', async () => {
    await say('', { voice: { seconds: 3, base64: 'AAAA' } });
    const [ticket] = (await desk.as('olivia').get('/api/tickets?sort=updated&limit=1')).body.tickets;
    const last = (await messages(ticket.number)).at(-1);
    expect(last.attachments).toMatchObject([{ name: 'voice-3s.ogg', contentType: 'audio/ogg', size: 3 }]);
    await provider.push({ type: 'edit', id: 'in-1', text: 'Olá' });
    await settle(desk.p);
    const { parked } = (await desk.as('adao').get('/api/inbound')).body;
    expect(parked).toMatchObject([{ error: expect.stringContaining('changed a message') }]);
  });
});

describe('an answer', () => {
  async function answered(text: string): Promise<{ id: number; uuid: string }> {
    await say(`Question before ${text}`);
    const [ticket] = (await desk.as('olivia').get('/api/tickets?sort=updated&limit=1')).body.tickets;
    const { id: ticketId } = await desk.db
      .selectFrom('tickets')
      .select('id')
      .where('number', '=', ticket.number)
      .executeTakeFirstOrThrow();
    const inbox = await desk.db
      .selectFrom('inboxes')
      .select('id')
      .where('uuid', '=', inboxId)
      .executeTakeFirstOrThrow();
    const message = await desk.db
      .insertInto('messages')
      .values({
        uuid: newId(),
        ticket_id: ticketId,
        kind: 'reply',
        direction: 'out',
        author_kind: 'agent',
        agent_id: desk.world.agents.ana.id,
        channel: 'instant',
        text,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const recipients = JSON.stringify({ to: ['+5511988887777'], cc: [] });
    return desk.db
      .insertInto('deliveries')
      .values({
        uuid: newId(),
        message_id: message.id,
        ticket_id: ticketId,
        inbox_id: inbox.id,
        channel: 'instant',
        recipients,
      })
      .returning(['id', 'uuid'])
      .executeTakeFirstOrThrow();
  }
  const stateOf = (id: number) =>
    desk.db
      .selectFrom('deliveries')
      .select(['state', 'last_error', 'external_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();

  test('goes to the number it is for, and the provider tells when it was read', async () => {
    const { id } = await answered('Já vamos.');
    await deliver(desk.p, id);
    expect(provider.sent.at(-1)).toMatchObject({ to: '+5511988887777', text: 'Já vamos.' });
    const sent = await stateOf(id);
    expect(sent).toMatchObject({ state: 'sent', external_id: provider.sent.at(-1)?.id });
    await provider.push({ type: 'receipt', id: sent.external_id, state: 'read', to: '+5511988887777' });
    await settle(desk.p);
    expect(await stateOf(id)).toMatchObject({ state: 'read', last_error: null });
  });

  test('that the provider refuses for good is failed, with what it said', async () => {
    const { id } = await answered('Não vai.');
    provider.refuseWith = new SendError('Blocked', { permanent: true, response: 'blocked by the customer' });
    await deliver(desk.p, id);
    provider.refuseWith = null;
    expect(await stateOf(id)).toMatchObject({ state: 'failed', last_error: 'blocked by the customer' });
  });
});
