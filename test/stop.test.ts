import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskProcess, deskProcess, forget, npmStart, ownerToken } from './desk-process.ts';
import { type SmtpSink, smtpSink } from './smtp-sink.ts';
import { atData } from './smtp-talk.ts';

/** SIGTERM finds a desk in the middle of things: they are finished, or given up in time; nothing is left half-done. */
let sink: SmtpSink;
let desk: DeskProcess;
let token: string;

beforeAll(async () => {
  sink = await smtpSink({ answersAfterMs: 1_500 });
  desk = await deskProcess({ command: npmStart, env: { SMTP_URL: sink.url } });
  await desk.start();
  token = await ownerToken(desk);
}, 90_000);
afterAll(async () => {
  await forget(desk);
  await sink.close();
});

const opening = (subject: string) => ({
  subject,
  requester: { email: 'mary@northwind.example' },
  message: { text: 'Hi' },
});

describe('a desk that is asked to end', { timeout: 60_000 }, () => {
  test('takes the mail, answers the request and ends the job it has in hand', async () => {
    const { body } = await desk.api('/api/tickets', { token, body: opening('In hand') });
    const { number } = body.ticket;
    await desk.api(`/api/tickets/${number}/messages`, { token, body: { kind: 'reply', text: 'On its way.' } });
    await expect.poll(() => sink.taken.length, { timeout: 10_000, interval: 10 }).toBe(1);
    const mail = await atData(desk.mailPort, 'support@atende.example');
    mail.write('Subject: Half a mail\r\nMessage-ID: <half@nw>\r\nFrom: mary@northwind.example\r\n\r\nFirst half');
    const request = await slowRequest(opening('Half a request'));

    const began = Date.now();
    const stopping = desk.stop();
    await sleep(700);
    expect(await request.finish()).toMatch(/^HTTP\/1\.1 201 /);
    mail.write(' and second half\r\n');
    expect(await mail.say('.')).toMatch(/^250 2\.0\.0 Kept as /);
    expect(await stopping).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);

    await desk.start();
    await expect.poll(subjects, { timeout: 10_000 }).toEqual(['Half a mail', 'Half a request', 'In hand']);
    const { body: after } = await desk.api(`/api/deliveries?ticket=${number}`, { token });
    expect(after.deliveries).toMatchObject([{ state: 'sent', attempts: 1 }]);
    expect(sink.taken).toHaveLength(1);
  });

  test('does not wait for ever for who never finishes', async () => {
    const mail = await atData(desk.mailPort, 'support@atende.example');
    mail.write('Subject: Never finished\r\n\r\n');
    await slowRequest(opening('Never finished'));
    const began = Date.now();
    expect(await desk.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    await expect(readFile(path.join(desk.dataDir, 'postgres/cluster/postmaster.pid'))).rejects.toThrow('ENOENT');
    mail.hangUp();

    await desk.start();
    expect(await subjects()).toEqual(['Half a mail', 'Half a request', 'In hand']);
  });
});

async function subjects(): Promise<string[]> {
  const { body } = await desk.api('/api/tickets', { token });
  return body.tickets.map(({ subject }: { subject: string }) => subject).sort();
}

/** A POST whose body stops in the middle; `finish` sends the rest and resolves with the answer. */
async function slowRequest(body: object): Promise<{ finish(): Promise<string> }> {
  const text = JSON.stringify(body);
  const half = Math.floor(text.length / 2);
  const { hostname, port, host } = new URL(desk.url);
  const socket = connect(Number(port), hostname);
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const head = [
    'POST /api/tickets HTTP/1.1',
    `Host: ${host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${text.length}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${text.slice(0, half)}`);
  await sleep(200);
  return {
    async finish() {
      socket.write(text.slice(half));
      const [answer] = await once(socket, 'data');
      return answer;
    },
  };
}
