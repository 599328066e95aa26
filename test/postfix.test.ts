import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyDatabase, urlOf } from './database.ts';
import { type DeskProcess, deskProcess, forget, ownerToken } from './desk-process.ts';
import { hasPostfix, type Postfix, postfixMissing, startPostfix } from './postfix.ts';
import { type SmtpSink, smtpSink, type TakenMail } from './smtp-sink.ts';

/** An operator's Postfix before and behind the desk: it hands mail in at our door, and takes what the desk sends. */
const support = 'support@atende.example';
const nobody = 'nobody@shop.example';
if (!hasPostfix) process.stderr.write(`${postfixMissing}\n`);

describe.skipIf(!hasPostfix)('a desk behind Postfix', { timeout: 180_000 }, () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let shop: SmtpSink;
  let desk: DeskProcess;
  let postfix: Postfix;
  let token: string;

  beforeAll(async () => {
    [database, shop] = await Promise.all([emptyDatabase(), smtpSink()]);
    const env: Record<string, string> = {
      DATABASE_URL: urlOf(database.address),
      SECRET_KEY: 'a-key-that-the-operator-keeps-on-his-own-machine',
    };
    desk = await deskProcess({ env });
    postfix = await startPostfix({
      routes: { 'atende.example': desk.mailPort, 'shop.example': shop.port },
      unknown: [nobody],
    });
    desk.env.SMTP_URL = postfix.url;
    await desk.start();
    token = await ownerToken(desk);
  }, 120_000);
  afterAll(async () => {
    await forget(desk);
    await Promise.all([postfix.close(), shop.close()]);
    await database.drop();
  });

  test('has what was handed to Postfix as a ticket', async () => {
    await send({ from: 'Mary Northwind <mary@shop.example>', subject: 'The oven', text: 'It is cold.' });
    const ticket = await ticketAbout('The oven');
    expect(ticket).toMatchObject({ requester: { email: 'mary@shop.example' }, statusCategory: 'new' });
    expect((await messagesOf(ticket.number))[0]).toMatchObject({ text: 'It is cold.', direction: 'in' });
  });

  test('answers through Postfix, and what is answered to that is in the same ticket', async () => {
    const { number } = await ticketAbout('The oven');
    await reply(number, 'Is it plugged in?');
    const mail = await takenBy('mary@shop.example');
    expect(mail.firstLine).toBe('Is it plugged in?');
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent', externalId: mail.messageId, attempts: 1 });

    await send({
      from: 'mary@shop.example',
      to: mail.replyTo,
      subject: 'Re: The oven',
      text: 'Now it is.',
      inReplyTo: mail.messageId,
    });
    await expect.poll(async () => (await messagesOf(number)).map(({ text }) => text)).toContain('Now it is.');
    expect(await subjects()).toEqual(['The oven']);
  });

  test('learns that nobody has the address: on the reply that came back, and no ticket is opened', async () => {
    await send({ from: nobody, subject: 'Write to me', text: 'I will not get it.' });
    const { number } = await ticketAbout('Write to me');
    await reply(number, 'We do.');
    const delivery = async () => await deliveryOf(number);
    await expect.poll(async () => (await delivery())?.state, { timeout: 60_000 }).toBe('bounced');
    expect(await delivery()).toMatchObject({ error: expect.stringMatching(/^5\.1\.1 .*no such mailbox/i) });
    const messages = await messagesOf(number);
    expect(messages.map(({ direction }) => direction)).toEqual(['in', 'out']);
    expect(messages[1]?.delivery).toMatchObject({ state: 'bounced' });

    const { suppressions } = (await desk.api('/api/suppressions', { token })).body;
    expect(suppressions).toMatchObject([{ address: nobody, reason: expect.stringContaining('5.1.1') }]);
    expect(await subjects()).toEqual(['The oven', 'Write to me']);
    const before = (await postfix.log()).length;
    await reply(number, 'Do you read this?');
    await expect.poll(async () => (await delivery())?.state).toBe('failed');
    expect((await postfix.log()).slice(before)).not.toContain(nobody);
  });

  test('lets Postfix tell a customer that an address of ours does not exist', async () => {
    await send({ from: 'joao@shop.example', to: 'suport@atende.example', subject: 'Typo', text: 'Hello?' });
    const mail = await takenBy('joao@shop.example');
    expect(mail.subject).toMatch(/undelivered/i);
    expect(await subjects()).not.toContain('Typo');
  });

  test('gets its mail also when Postfix names so many wrong addresses beside ours that it is sent away', async () => {
    const wrong = Array.from({ length: 30 }, (_, nth) => `guess${nth}@atende.example`);
    await send({ from: 'spam@shop.example', to: [...wrong, support], subject: 'To all', text: 'You won.' });
    await expect.poll(postfix.log, { timeout: 30_000 }).toMatch(/said: 421 /);
    await ticketAbout('To all');
    await expect.poll(postfix.queued, { timeout: 60_000 }).toBe(0);
    const log = await postfix.log();
    expect(wrong.filter((address) => !bounced(log).includes(address))).toEqual([]);
    expect(await subjects('To all')).toEqual(['To all']);
  });

  test('gets what Postfix kept while the door was away: nothing lost, nothing double', async () => {
    const away = Array.from({ length: 20 }, (_, nth) => `Away ${String(nth).padStart(2, '0')}`);
    await desk.stop();
    for (const subject of away) await send({ from: 'carla@shop.example', subject, text: 'Later is fine.' });
    await expect.poll(postfix.queued).toBe(away.length);
    expect(await postfix.log()).toContain('status=deferred');
    await desk.start();
    await expect.poll(() => subjects('Away'), { timeout: 90_000 }).toEqual(away);
    await expect.poll(postfix.queued, { timeout: 60_000 }).toBe(0);
    expect(await subjects('Away')).toEqual(away);
  });

  test('killed with -9 while Postfix delivers has each mail once all the same', async () => {
    const many = Array.from({ length: 60 }, (_, nth) => `Storm ${String(nth).padStart(2, '0')}`);
    const sending = (async () => {
      for (const subject of many) await send({ from: 'ana@shop.example', subject, text: 'Nevertheless.' });
    })();
    for (const waitMs of [300, 700, 1_100]) {
      await sleep(waitMs);
      await desk.kill();
      await desk.start();
    }
    await sending;
    await expect.poll(() => subjects('Storm'), { timeout: 120_000, interval: 500 }).toEqual(many);
    await expect.poll(postfix.queued, { timeout: 60_000 }).toBe(0);
    expect(await subjects('Storm')).toEqual(many);
  });

  type Letter = { from: string; to?: string | string[]; subject: string; text: string; inReplyTo?: string };

  async function send(letter: Letter): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true });
    await transport.sendMail({ to: support, ...letter }).finally(() => transport.close());
  }

  async function takenBy(address: string): Promise<TakenMail> {
    const find = () => shop.taken.find(({ to }) => to.includes(address));
    await expect.poll(find, { timeout: 60_000 }).toBeDefined();
    return find() as TakenMail;
  }

  async function reply(number: number, text: string): Promise<void> {
    const body = { kind: 'reply', text };
    expect(await desk.api(`/api/tickets/${number}/messages`, { token, body })).toMatchObject({ status: 201 });
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function ticketAbout(subject: string): Promise<any> {
    const find = async () => (await tickets()).find((one) => one.subject === subject);
    await expect.poll(find, { timeout: 60_000 }).toBeDefined();
    return find();
  }

  async function subjects(beginning = ''): Promise<string[]> {
    const all = (await tickets()).map(({ subject }) => subject);
    return all.filter((subject) => subject.startsWith(beginning)).sort();
  }

  async function tickets(): Promise<{ number: number; subject: string }[]> {
    return (await desk.api('/api/tickets?sort=created&limit=100', { token })).body.tickets;
  }

  async function messagesOf(number: number): Promise<{ text: string; direction: string; delivery: unknown }[]> {
    return (await desk.api(`/api/tickets/${number}/messages`, { token })).body.messages;
  }

  /** To whom Postfix could not bring something, by its own log. */
  function bounced(log: string): string[] {
    return [...log.matchAll(/to=<([^>]+)>.* status=bounced /g)].map(([, address]) => address ?? '');
  }

  /** The newest. */
  async function deliveryOf(number: number) {
    return (await desk.api(`/api/deliveries?ticket=${number}`, { token })).body.deliveries[0];
  }
});
