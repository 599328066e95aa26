import { randomBytes } from 'node:crypto';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

/** Files an agent attached, seen from the customer's side. */
const received: Buffer[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => [received.push(Buffer.concat(pieces)), done(null, 'taken')]);
  },
});

let desk: Desk;
let number: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  desk = await startDesk({ config: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` } });
  const opened = await desk.as('olivia', 'token').post('/api/tickets', {
    subject: 'Segunda via',
    requester: { email: 'carla@padariacentral.example' },
    message: { text: 'Podem mandar a segunda via?' },
    team: 'support',
  });
  number = opened.body.ticket.number;
});
afterAll(async () => {
  await desk.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const forwarded = 'Subject: Olá\nFrom: a@b.example\n\nLinha que termina só com LF\nFrom aqui\n.\n';
const files = [
  { name: 'Cotação nº 12 – julho.pdf', type: 'application/pdf', bytes: randomBytes(70_000) },
  { name: '見積書 "final"; v2.xlsx', type: 'application/vnd.ms-excel', bytes: randomBytes(4_001) },
  { name: 'notas.txt', type: 'text/plain', bytes: Buffer.from('um\ndois\r\ntrês\r\n.\r\n\rfim') },
  { name: 'encaminhada.eml', type: 'message/rfc822', bytes: Buffer.from(forwarded) },
  { name: 'tela.png', type: 'image/png', bytes: Buffer.from('\x89PNG\r\n\x1a\n pixels', 'latin1') },
];

async function attach({ name, type, bytes }: (typeof files)[number]): Promise<string> {
  const headers = { 'content-type': type };
  const query = { name, box: 'reply' };
  const { body } = await desk.as('ana').post(`/api/tickets/${number}/uploads`, bytes, { headers, query });
  return body.upload.id;
}

async function send(attachments: string[]): Promise<string> {
  const body = { kind: 'reply', text: 'Segue em anexo.', attachments };
  const answer = await desk.as('ana').post(`/api/tickets/${number}/messages`, body);
  expect(answer.status).toBe(201);
  return answer.body.message.id;
}

const bytesOf = ({ content }: Email['attachments'][number]) => Buffer.from(content as ArrayBuffer);

test('they leave after the undo window and not before, with their names, types and every byte', async () => {
  const ids: string[] = [];
  for (const file of files) ids.push(await attach(file));
  await send(ids);
  await desk.settle();
  expect(received).toHaveLength(0);

  desk.clock.advance(11);
  await desk.settle();
  expect(received).toHaveLength(1);
  const mail = await PostalMime.parse(received[0] as Buffer);
  expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    ['Cotação nº 12 – julho.pdf', 'application/pdf'],
    ['見積書 _final_; v2.xlsx', 'application/vnd.ms-excel'],
    ['notas.txt', 'text/plain'],
    // As a mail within the mail, its lines would be rewritten on the way.
    ['encaminhada.eml', 'application/octet-stream'],
    ['tela.png', 'image/png'],
  ]);
  for (const [at, file] of files.entries()) {
    const part = mail.attachments[at] as Email['attachments'][number];
    expect(bytesOf(part).equals(file.bytes), file.name).toBe(true);
    expect(part.disposition).toBe('attachment');
  }
  const raw = String(received[0]);
  expect(raw).toMatch(/filename\*(0\*)?=utf-8''Cota%C3%A7%C3%A3o/i);
  expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
});

test('nothing leaves of a reply that was taken back, and what is sent afterwards has its files', async () => {
  received.length = 0;
  const [file] = files as [(typeof files)[number]];
  const id = await attach(file);
  const undone = await desk.as('ana').delete(`/api/tickets/${number}/messages/${await send([id])}`);
  expect(undone.body.attachments).toMatchObject([{ id, name: file.name }]);
  desk.clock.advance(11);
  await desk.settle();
  expect(received).toHaveLength(0);
  await send([id]);
  desk.clock.advance(11);
  await desk.settle();
  const mail = await PostalMime.parse(received[0] as Buffer);
  expect(mail.attachments.map((part) => bytesOf(part).equals(file.bytes))).toEqual([true]);
});
