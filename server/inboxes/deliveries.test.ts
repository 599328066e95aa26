import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { settle } from '../worker.ts';
import { letter } from './mail.fixture.ts';

/** The operator's mail server, told beforehand what to say. */
const server = { says: null as null | { code: number; text: string }, received: [] as string[] };
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    let raw = '';
    stream.on('data', (chunk) => {
      raw += chunk;
    });
    stream.on('end', () => {
      if (server.says === null) {
        server.received.push(raw);
        return done(null, 'taken');
      }
      done(Object.assign(new Error(server.says.text), { responseCode: server.says.code }));
    });
  },
});

let desk: Desk;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  desk = await startDesk({ config: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` } });
  const undelivered = { inApp: true, byMail: false };
  await desk.as('ana').patch('/api/me/notifications', { choices: { undelivered } });
});
afterAll(async () => {
  await desk.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
beforeEach(() => {
  server.says = null;
  server.received = [];
});

const rfc822 = { headers: { 'content-type': 'message/rfc822' } };
const messageIdIn = (raw: string) => /^message-id:\s*(<.+>)/im.exec(raw)?.[1];

async function submit(bytes: Buffer): Promise<void> {
  const answer = await desk.as('adao', 'token').post('/api/inbound/email', bytes, rfc822);
  expect(answer.status).toBe(202);
  await settle(desk.p);
}

/** A ticket from João, and an answer to it that waits to be sent. */
async function answered(subject: string): Promise<number> {
  await submit(await letter({ from: 'João <joao@correio.example>', subject, text: 'Help.' }));
  const { tickets } = (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body;
  const reply = { kind: 'reply', text: `About ${subject}.` };
  const answer = await desk.as('ana', 'token').post(`/api/tickets/${tickets[0].number}/messages`, reply);
  expect(answer.status).toBe(201);
  return tickets[0].number;
}
async function deliveryOf(number: number) {
  return (await desk.as('adao').get(`/api/deliveries?ticket=${number}`)).body.deliveries[0];
}
const eventsOf = async (type: 'delivery.failed' | 'delivery.bounced' | 'delivery.sent') =>
  desk.db.selectFrom('events').selectAll().where('type', '=', type).orderBy('id', 'desc').execute();

describe('a reply (T61)', () => {
  test('is handed to the mail server, and its bytes are kept', async () => {
    const number = await answered('Handed over');
    await settle(desk.p);
    const delivery = await deliveryOf(number);
    expect(delivery).toMatchObject({ state: 'sent', attempts: 1, error: null, to: ['joao@correio.example'] });
    expect(server.received).toHaveLength(1);
    expect(messageIdIn(server.received[0] ?? '')).toBe(delivery.externalId);
    const raw = await desk.as('ana').get(`/api/deliveries/${delivery.id}/raw`);
    expect(messageIdIn(raw.text)).toBe(delivery.externalId);
    expect(raw.headers['content-disposition']).toContain('attachment');
  });

  test('that the server refuses for now goes out later under the same id', async () => {
    server.says = { code: 451, text: 'Greylisted, try again' };
    const number = await answered('Greylisted');
    await settle(desk.p);
    const waiting = await deliveryOf(number);
    expect(waiting).toMatchObject({ state: 'queued', attempts: 1, error: expect.stringContaining('Greylisted') });

    server.says = null;
    desk.clock.advance(30);
    await settle(desk.p);
    expect(server.received).toHaveLength(0);
    desk.clock.advance(60);
    await settle(desk.p);
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent', attempts: 2, externalId: waiting.externalId });
    expect(messageIdIn(server.received[0] ?? '')).toBe(waiting.externalId);
  });

  test('that the server never takes is given up after two days, and says so', async () => {
    server.says = { code: 450, text: 'Mailbox busy' };
    const number = await answered('Never taken');
    await settle(desk.p);
    for (let hours = 0; hours < 47; hours += 4) {
      desk.clock.advance(4 * 3600);
      await settle(desk.p);
    }
    expect(await deliveryOf(number)).toMatchObject({ state: 'queued' });
    desk.clock.advance(40 * 3600);
    await settle(desk.p);
    for (let hours = 0; hours < 40; hours += 4) {
      desk.clock.advance(4 * 3600);
      await settle(desk.p);
    }
    expect(await deliveryOf(number)).toMatchObject({ state: 'failed', error: expect.stringContaining('Mailbox busy') });
    expect((await eventsOf('delivery.failed'))[0]).toMatchObject({ reason: { code: 'delivery_gave_up' } });
    const { notifications } = (await desk.as('ana', 'token').get('/api/notifications')).body;
    expect(notifications[0]).toMatchObject({ type: 'delivery.failed', ticket: { number } });
    const { messages } = (await desk.as('ana', 'token').get(`/api/tickets/${number}/messages`)).body;
    expect(messages.at(-1).delivery).toMatchObject({ state: 'failed', error: expect.stringContaining('Mailbox busy') });
  });

  test('that the server refuses for good fails at once, and an admin sends it again', async () => {
    server.says = { code: 550, text: 'No such user' };
    const number = await answered('No such user');
    await settle(desk.p);
    const failed = await deliveryOf(number);
    expect(failed).toMatchObject({ state: 'failed', attempts: 1, error: expect.stringContaining('No such user') });
    const [event] = await eventsOf('delivery.failed');
    expect(event).toMatchObject({
      reason: { code: 'delivery_refused', values: { response: expect.stringContaining('No such user') } },
    });
    expect(event?.message_id).not.toBeNull();

    server.says = null;
    expect((await desk.as('ana').post(`/api/deliveries/${failed.id}/retry`)).status).toBe(403);
    const retried = await desk.as('adao').post(`/api/deliveries/${failed.id}/retry`);
    expect(retried).toMatchObject({ status: 200, body: { delivery: { state: 'queued' } } });
    await settle(desk.p);
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent', externalId: failed.externalId });
    const again = await desk.as('adao').post(`/api/deliveries/${failed.id}/retry`);
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'delivery_not_retryable' } } });
  });
});

describe('a desk killed while it was sending', () => {
  async function interrupted(subject: string, isAutomatic: boolean): Promise<number> {
    const number = await answered(subject);
    const { id } = await deliveryOf(number);
    await desk.db
      .updateTable('deliveries')
      .set({ state: 'sending', attempts: 1, is_automatic: isAutomatic })
      .where('uuid', '=', id)
      .execute();
    await desk.p.db.transaction().execute(async (tx) => {
      const row = await tx.selectFrom('deliveries').select('id').where('uuid', '=', id).executeTakeFirstOrThrow();
      await desk.p.jobs.add(tx, 'deliver-message', { id: row.id });
    });
    await settle(desk.p);
    return number;
  }

  test('sends an agent’s reply again, under the same id', async () => {
    const number = await interrupted('Half sent', false);
    const delivery = await deliveryOf(number);
    expect(delivery).toMatchObject({ state: 'sent', attempts: 2 });
    expect(server.received.map(messageIdIn)).toEqual([delivery.externalId]);
  });

  test('holds automatic mail until a person decides', async () => {
    const number = await interrupted('Half confirmed', true);
    const held = await deliveryOf(number);
    expect(held).toMatchObject({ state: 'held', error: expect.stringContaining('stopped') });
    expect(server.received).toHaveLength(0);
    await desk.as('adao').post(`/api/deliveries/${held.id}/retry`);
    await settle(desk.p);
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent' });
    expect(server.received[0]).toMatch(/^auto-submitted: auto-replied/im);
  });
});

describe('a bounce', () => {
  const report = (messageId: string) =>
    Buffer.from(
      [
        'From: MAILER-DAEMON@mx.example',
        'To: support@atende.example',
        'Subject: Undelivered Mail Returned to Sender',
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Your mail could not be delivered.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; joao@correio.example',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 mailbox unknown',
        '',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${messageId}`,
        'Subject: Re: x',
        '',
        '--b--',
        '',
      ].join('\r\n'),
    );

  test('is shown at the message that bounced, marks the address and opens no ticket', async () => {
    const number = await answered('Bouncing');
    await settle(desk.p);
    const sent = await deliveryOf(number);
    const before = await desk.db.selectFrom('tickets').select('id').execute();
    await submit(report(sent.externalId));
    expect(await desk.db.selectFrom('tickets').select('id').execute()).toHaveLength(before.length);
    expect(await deliveryOf(number)).toMatchObject({
      state: 'bounced',
      error: expect.stringContaining('mailbox unknown'),
    });
    expect((await eventsOf('delivery.bounced'))[0]).toMatchObject({
      reason: { code: 'delivery_bounced', values: { address: 'joao@correio.example' } },
    });

    server.received = [];
    const next = await answered('Writing there again');
    await settle(desk.p);
    const stopped = await deliveryOf(next);
    expect(stopped).toMatchObject({ state: 'failed', error: expect.stringContaining('joao@correio.example bounced') });
    expect(server.received).toHaveLength(0);
    await desk.as('adao').post(`/api/deliveries/${stopped.id}/retry`);
    await settle(desk.p);
    expect(await deliveryOf(next)).toMatchObject({ state: 'sent' });
  });

  test('of something the desk never sent changes nothing', async () => {
    const before = await desk.db.selectFrom('events').select('id').execute();
    await submit(report('<t.1-1-aaaaaaaaaaaaaaaaaaaaaaaaaa.00000000-0000-7000-8000-000000000000@atende.example>'));
    expect(await desk.db.selectFrom('events').select('id').execute()).toHaveLength(before.length);
    const { parked } = (await desk.as('adao').get('/api/inbound')).body;
    expect(parked).toEqual([]);
  });
});

describe('deliveries', () => {
  test('are seen by those who see the ticket, and by those who look after deliveries', async () => {
    const number = await answered('Not for Lia');
    await settle(desk.p);
    const { id } = await deliveryOf(number);
    for (const agent of ['lia', 'caio'] as const) {
      const { body } = await desk.as(agent).get(`/api/deliveries?ticket=${number}`);
      expect(body).toMatchObject({ deliveries: [], next: null });
      expect((await desk.as(agent).get(`/api/deliveries/${id}/raw`)).status).toBe(404);
    }
    expect((await desk.as('ana').get(`/api/deliveries?ticket=${number}`)).body.deliveries).toHaveLength(1);
    expect((await desk.visitor.get('/api/deliveries')).status).toBe(401);
  });

  test('are listed in pages, newest first', async () => {
    const all = (await desk.as('adao').get('/api/deliveries')).body.deliveries;
    const first = (await desk.as('adao').get('/api/deliveries?limit=2')).body;
    const second = (await desk.as('adao').get(`/api/deliveries?limit=2&after=${first.next}`)).body;
    expect([...first.deliveries, ...second.deliveries]).toEqual(all.slice(0, 4));
    expect((await desk.as('adao').get('/api/deliveries?after=x')).status).toBe(400);
    const sent = (await desk.as('adao').get('/api/deliveries?state=failed')).body.deliveries;
    expect(sent.every((one: { state: string }) => one.state === 'failed')).toBe(true);
  });
});
