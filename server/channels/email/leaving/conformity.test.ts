import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InboxOnTheWire, OutgoingMessage } from '../../channel.ts';
import { parseMail } from '../reading/parse.ts';
import { type EmailSettings, emailSettings } from '../settings.ts';
import { composeReply } from './compose.ts';
import { domainKeys } from './domain-key.ts';

const inbox: InboxOnTheWire<EmailSettings> = {
  ...{ uuid: 'u', name: 'Support', senderName: 'Suporte', signature: '', address: 'support@desk.test' },
  settings: emailSettings.parse({}),
};
const message: OutgoingMessage = {
  messageUuid: '01930000-0000-7000-8000-000000000001',
  ...{ ticketNumber: 12, subject: 'Pedido', text: 'Oi.', html: null, from: { name: 'Ana' }, cc: [], attachments: [] },
  to: [{ kind: 'email', value: 'carla@padaria.test', name: 'Carla' }],
  references: [],
  isAutomatic: false,
  replyToken: '1z-2b-abcdefghijklmnopqrstuvwxyz',
  threadToken: '1z-2b-zyxwvutsrqponmlkjihgfedcba',
  language: 'pt-BR',
  at: new Date('2026-11-02T14:00:00Z'),
};

async function compose(change: Partial<OutgoingMessage>, settings = inbox.settings): Promise<Buffer> {
  const { bytes } = await composeReply({ ...message, ...change }, { ...inbox, settings });
  return Buffer.from(bytes);
}

async function readBack(bytes: Uint8Array) {
  const parsed = await parseMail({ bytes, envelope: {}, receivedAt: message.at, ownAddresses: [] });
  if (parsed.kind !== 'message') throw new Error(parsed.kind);
  return parsed.message;
}

/** RFC 5322: lines of at most 998 octets, each ended by CR LF and no CR or LF anywhere else; headers in ASCII. */
function expectConform(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(text.split('\r\n\r\n', 1)[0]).not.toMatch(/[^\x20-\x7e\r\n\t]/);
}

const cases: [what: string, change: Partial<OutgoingMessage>][] = [
  ['a subject of nine hundred letters', { subject: `Pedido ${'muito '.repeat(150)}`.trim() }],
  ['a line of five thousand letters', { text: 'a'.repeat(5_000) }],
  ['a word of three thousand emoji', { text: '👩‍👩‍👧'.repeat(3_000) }],
  ['lines that are dots, and one that ends SMTP', { text: '.\n..\n.oi\n\n.\nQUIT\n' }],
  ['line ends of every kind', { text: 'um\rdois\ntrês\r\nquatro' }],
  ['text from right to left', { subject: 'مرحبا بالعالم', text: 'مرحبا بالعالم\nשלום' }],
  ['emoji in the subject', { subject: '🍞 Pão de queijo 👩‍🍳' }],
  ['a line that begins with From', { text: 'From here on.\nFrom: evil@x.test' }],
  ['spaces at the ends of lines', { text: 'um  \n dois\t\n' }],
  ['HTML in one line of twenty thousand letters', { text: 'x', html: `<p>${'palavra '.repeat(2_500)}</p>` }],
];

describe('what leaves is a mail by the book (T60)', () => {
  test.each(cases)('with %s', async (_what, change) => {
    const bytes = await compose(change);
    expectConform(bytes);
    const back = await readBack(bytes);
    const said = (change.text ?? message.text).replace(/\r\n?/g, '\n').trim();
    expect(back.text.replace(/\r\n?/g, '\n').trim()).toContain(said);
    expect(back.subject).toContain(change.subject ?? 'Pedido');
  });

  test('whatever an agent writes, signed or not', { timeout: 60_000 }, async () => {
    const signing = emailSettings.parse(await domainKeys.make('desk.test'));
    const words = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom('\r', '\n', '.', ' ', 'ção'),
      ),
      maxLength: 300,
    });
    await fc.assert(
      fc.asyncProperty(words, words, fc.boolean(), async (subject, text, isSigned) => {
        expectConform(await compose({ subject, text }, isSigned ? signing : inbox.settings));
      }),
      { numRuns: 60 },
    );
  });
});

describe('on the wire (T60)', () => {
  const taken: Buffer[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      stream.toArray().then((chunks: Buffer[]) => [taken.push(Buffer.concat(chunks)), done(null, 'taken')], done);
    },
  });
  beforeAll(async () => {
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
  });
  afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));

  test('a mail full of dots and commands stays one mail, byte for byte', async () => {
    const text = '.\r\n.\r\nMAIL FROM:<evil@x.test>\r\nRCPT TO:<boss@bank.test>\r\nDATA\r\n..\r\n.';
    const raw = await compose({ text });
    const { port } = smtp.server.address() as AddressInfo;
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    const envelope = { from: 'support@desk.test', to: ['carla@padaria.test'] };
    await transport.sendMail({ envelope, raw });
    transport.close();
    expect(taken).toHaveLength(1);
    expect(taken[0]?.equals(raw)).toBe(true);
  });
});
