import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isBeginning, wholeTextName } from '../domain/long-text.ts';
import { type Doors, openDoors } from '../server/inboxes/doors.ts';
import { type Filer, startFiler } from '../server/inboxes/filer.ts';
import { freePort } from './free-port.ts';
import type { Errand, Shape } from './large-mail-client.ts';
import { type Desk, startDesk } from './server.ts';
import { slowness, watchStalls } from './stalls.ts';

/**
 * The web process (here: doors, filer and API in one) serves people while three mails of 25 MB at once pass through it.
 * Time is CPU time of this thread alone (stalls.ts), so a neighbour who takes the processor away is not counted. One who
 * takes the caches away makes the same work longer: the limit grows as a fixed piece of work beside the round does, and a
 * round is tried again. What stalls by itself does so each time.
 */
const mostMs = 20;
const mostRounds = 8;
let desk: Desk;
let doors: Doors;
let filer: Filer;
let client: Worker;
let webPort: number;

beforeAll(async () => {
  desk = await startDesk();
  doors = await openDoors({ ...desk.p, config: { ...desk.p.config, mailPort: await freePort() } });
  filer = startFiler(desk.p);
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  webPort = (desk.app.server.address() as AddressInfo).port;
  client = new Worker(new URL('./large-mail-client.ts', import.meta.url));
  await passes('A small one before', { shape: 'file', megabytes: 1 });
});
afterAll(async () => {
  await client.terminate();
  await doors.close();
  await filer.close();
  await desk.close();
});

describe('a mail of 25 MB stalls the web process for no more than 20 ms', { timeout: 180_000 }, () => {
  test.each<[string, Shape]>([
    ['one large file', 'file'],
    ['eight files', 'files'],
    ['plain words', 'words'],
  ])('by SMTP, filing and download: %s', async (told, shape) => {
    const rounds: number[] = [];
    for (let round = 1; round <= mostRounds && Math.min(...rounds) > mostMs; round++) {
      const before = slowness();
      const watch = watchStalls();
      const subjects = [1, 2, 3].map((nth) => `${told}, round ${round}, ${nth}`);
      const sizes = await Promise.all(subjects.map((subject) => passes(subject, { shape, megabytes: 25 })));
      const { longestMs, beats } = watch.stop();
      expect(Math.min(...sizes.flat())).toBeGreaterThan(2 * 1024 * 1024);
      expect(beats).toBeGreaterThan(20);
      rounds.push(longestMs / ((before + slowness()) / 2));
    }
    process.stdout.write(`25 MB as ${told}: ${rounds.map((ms) => ms.toFixed(1)).join(', ')} ms in one piece\n`);
    expect(Math.min(...rounds)).toBeLessThan(mostMs);
  });

  test.each<[string, Shape]>([
    ['plain words', 'words'],
    ['words as HTML', 'html'],
  ])('and is shown in part, kept whole and found: %s', async (told, shape) => {
    const subject = `Whole ${told}`;
    await passes(subject, { shape, megabytes: 25 });
    const { tickets } = (await desk.as('ana').get(`/api/tickets?sort=created&limit=1`)).body;
    expect(tickets[0].subject).toBe(subject);
    const { messages } = (await desk.as('ana').get(`/api/tickets/${tickets[0].number}/messages`)).body;
    const [{ text, attachments }] = messages;
    expect(isBeginning(text)).toBe(true);
    expect(attachments).toMatchObject([{ name: wholeTextName, contentType: 'text/plain' }]);
    expect(attachments[0].size).toBeGreaterThan(20 * 1024 * 1024);
    const whole = (await desk.as('ana').get(attachments[0].url)).text;
    expect(whole.startsWith(text.slice(0, -1))).toBe(true);
    expect(whole.endsWith('em três segundos')).toBe(true);
    const { hits } = (await desk.as('ana').get(`/api/search?q=${encodeURIComponent(`4471-B ${told}`)}`)).body;
    expect(hits[0]?.ticket.subject).toBe(subject);
  });

  test('and the watch sees a stall where there is one', async () => {
    const watch = watchStalls();
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const until = process.threadCpuUsage().user + 25_000; process.threadCpuUsage().user < until; );
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(watch.stop().longestMs).toBeGreaterThan(mostMs);
  });
});

/** Sent, filed, and read back: the original and each file. Answers with the sizes of what was read. */
async function passes(subject: string, { shape, megabytes }: { shape: Shape; megabytes: number }): Promise<number[]> {
  const { port } = doors.addresses[0] as { port: number };
  await run({ send: { port, to: desk.world.inbox.address, subject, shape, megabytes } });
  const message = await filed(subject);
  const attachments = await desk.db
    .selectFrom('attachments')
    .select('uuid')
    .where('message_id', '=', message.id)
    .execute();
  const paths = attachments.map(({ uuid }) => `/api/attachments/${uuid}`);
  return Promise.all([`/api/messages/${message.uuid}/raw`, ...paths].map(download));
}

function download(path: string): Promise<number> {
  const headers = { host: '127.0.0.1:3000', authorization: `Bearer ${desk.world.agents.ana.apiToken}` };
  return run({ fetch: { port: webPort, path, headers } });
}

async function filed(subject: string): Promise<{ id: number; uuid: string }> {
  const find = () =>
    desk.db
      .selectFrom('messages')
      .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
      .select(['messages.id', 'messages.uuid'])
      .where('tickets.subject', '=', subject)
      .execute();
  const rows = await vi.waitFor(
    async () => {
      const found = await find();
      if (found.length === 0) throw new Error(`${subject} is not filed.`);
      return found;
    },
    { timeout: 90_000, interval: 100 },
  );
  expect(rows).toHaveLength(1);
  return rows[0] as { id: number; uuid: string };
}

let serial = 0;

function run(errand: Errand): Promise<number> {
  const id = ++serial;
  return new Promise((resolve, reject) => {
    const hear = (answer: { id: number; result?: number; error?: string }) => {
      if (answer.id !== id) return;
      client.off('message', hear);
      if (answer.error === undefined) resolve(answer.result as number);
      else reject(new Error(answer.error));
    };
    client.on('message', hear);
    client.postMessage({ id, errand });
  });
}
