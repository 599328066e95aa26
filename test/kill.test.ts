import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskProcess, deskProcess, forget, ownerToken } from './desk-process.ts';

/**
 * A real desk, killed with -9 at random instants while mail arrives. What its SMTP door accepted is there afterwards,
 * once; what it did not accept was never promised, and the sender tries again with the same bytes.
 */
const kills = 8;
const mails = 120;
let desk: DeskProcess;

beforeAll(async () => {
  desk = await deskProcess();
  await desk.start();
}, 90_000);
afterAll(async () => {
  await forget(desk);
});

test('loses no accepted mail and doubles none when killed with -9 at random', { timeout: 240_000 }, async () => {
  const instants: string[] = [];
  const accepted = new Set<number>();
  let isDone = false;
  const killer = (async () => {
    for (let each = 0; each < kills && !isDone; each++) {
      const wait = 40 + Math.floor(Math.random() * 900);
      await sleep(wait);
      const atAccepted = accepted.size;
      await desk.kill();
      instants.push(`after ${wait} ms, ${atAccepted} accepted`);
      await desk.start();
    }
  })();

  const lanes = Array.from({ length: 4 }, async (_, lane) => {
    for (let number = lane; number < mails; number += 4) {
      await sendUntilAccepted(number);
      accepted.add(number);
    }
  });
  await Promise.all(lanes);
  isDone = true;
  await killer;
  process.stdout.write(`kill -9 ${instants.length} times: ${instants.join('; ')}\n`);

  expect(instants.length).toBeGreaterThan(2);
  expect(await everySubject(mails)).toEqual(Array.from({ length: mails }, (_, number) => subjectOf(number)).sort());
  expect((await messagesOfAll()).length).toBe(mails);
});

test('answers 200 from a database that was killed with it', async () => {
  const { body } = await desk.api('/health');
  expect(body).toMatchObject({ status: 'ok' });
});

function subjectOf(number: number): string {
  return `Order ${String(number).padStart(4, '0')} did not arrive`;
}

async function sendUntilAccepted(number: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const transport = createTransport({
      host: '127.0.0.1',
      port: desk.mailPort,
      ignoreTLS: true,
      connectionTimeout: 2000,
    });
    try {
      await transport.sendMail({
        from: `customer${number}@shop.example`,
        to: 'support@atende.example',
        subject: subjectOf(number),
        text: `This is mail ${number}.`,
        messageId: `<order-${number}@shop.example>`,
        date: new Date(Date.UTC(2026, 0, 1) + number * 1000),
      });
      return;
    } catch {
      await sleep(100);
    } finally {
      transport.close();
    }
  }
  throw new Error(`Mail ${number} was never accepted.`);
}

async function allTickets(): Promise<{ number: number; subject: string }[]> {
  const token = await ownerToken(desk);
  const found: { number: number; subject: string }[] = [];
  let after: string | null = null;
  do {
    const query: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
    const { body } = await desk.api(`/api/tickets?limit=100&sort=created${query}`, { token });
    found.push(...body.tickets);
    after = body.next;
  } while (after !== null);
  return found;
}

/** Filing follows acceptance by moments: wait until everything accepted is visible, then a little longer for doubles. */
async function everySubject(expected: number): Promise<string[]> {
  for (let waited = 0; waited < 60_000; waited += 500) {
    if ((await allTickets()).length >= expected) break;
    await sleep(500);
  }
  await sleep(1500);
  return (await allTickets()).map((ticket) => ticket.subject).sort();
}

async function messagesOfAll(): Promise<unknown[]> {
  const token = await ownerToken(desk);
  const all: unknown[] = [];
  for (const { number } of await allTickets()) {
    const { body } = await desk.api(`/api/tickets/${number}/messages`, { token });
    all.push(...body.messages);
  }
  return all;
}
