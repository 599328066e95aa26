import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InboxOnTheWire, OutgoingMessage, Person } from '../../channel.ts';
import { parseMail } from '../reading/parse.ts';
import { type EmailSettings, emailSettings } from '../settings.ts';
import { composeReply, replySubject } from './compose.ts';
import { domainKeys } from './domain-key.ts';

const inbox: InboxOnTheWire<EmailSettings> = {
  uuid: 'u',
  name: 'Support',
  senderName: 'Suporte Atende',
  signature: 'Equipe Atende',
  address: 'support@desk.test',
  settings: emailSettings.parse({}),
};
const reply: OutgoingMessage = {
  messageUuid: '01930000-0000-7000-8000-000000000001',
  ticketNumber: 12,
  subject: 'Pedido não chegou',
  text: 'O pedido sai hoje.',
  html: null,
  from: { name: 'Ana' },
  to: [person('carla@padaria.test', 'Carla Souza')],
  cc: [],
  attachments: [],
  references: ['<one@padaria.test>', '<two@padaria.test>'],
  isAutomatic: false,
  replyToken: '1z-2b-abcdefghijklmnopqrstuvwxyz',
  threadToken: '1z-2b-zyxwvutsrqponmlkjihgfedcba',
  language: 'pt-BR',
  at: new Date('2026-11-02T14:00:00Z'),
};

function person(value: string, name = ''): Person {
  return { kind: 'email', value, name };
}

async function composed(change: Partial<OutgoingMessage> = {}, on: Partial<InboxOnTheWire<EmailSettings>> = {}) {
  const mail = await composeReply({ ...reply, ...change }, { ...inbox, ...on });
  const text = Buffer.from(mail.bytes).toString('utf8');
  const head = text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const fields = head
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  return {
    ...mail,
    text,
    headers: Object.fromEntries(fields) as Record<string, string>,
    names: fields.map(([name]) => name),
  };
}

async function readBack(bytes: Uint8Array) {
  const parsed = await parseMail({ bytes, envelope: {}, receivedAt: reply.at, ownAddresses: ['support@desk.test'] });
  if (parsed.kind !== 'message') throw new Error(parsed.kind);
  return parsed.message;
}

describe('a reply', () => {
  test('carries its own id, the thread and a signed address to answer to', async () => {
    const { headers, externalId, sender, recipients } = await composed();
    expect(externalId).toBe('<t.1z-2b-zyxwvutsrqponmlkjihgfedcba.01930000-0000-7000-8000-000000000001@desk.test>');
    expect(headers).toMatchObject({
      'Message-ID': externalId,
      'In-Reply-To': '<two@padaria.test>',
      References: '<one@padaria.test> <two@padaria.test>',
      From: 'Ana <support@desk.test>',
      'Reply-To': 'Suporte Atende <support+1z-2b-abcdefghijklmnopqrstuvwxyz@desk.test>',
    });
    expect({ sender, recipients }).toEqual({ sender: 'support@desk.test', recipients: ['carla@padaria.test'] });
  });

  test('has one Message-ID, on one line', async () => {
    const { text, externalId, names } = await composed();
    expect(text.split('\r\n')).toContain(`Message-ID: ${externalId}`);
    expect(names.filter((name) => name?.toLowerCase() === 'message-id')).toHaveLength(1);
  });

  test('has its words as text and as HTML, with the signature under both', async () => {
    const { bytes } = await composed({ text: 'a < b & "c"\nnext' });
    const message = await readBack(bytes);
    expect(message.text).toBe('a < b & "c"\nnext\n\n-- \nEquipe Atende');
    expect(message.html).toContain('a &lt; b &amp; &quot;c&quot;<br>\nnext');
    expect(message.html).toContain('Equipe Atende');
  });

  test('by a person says nothing of machines; by a machine it says so and has the null sender', async () => {
    expect((await composed()).names).not.toContain('Auto-Submitted');
    const { headers, sender } = await composed({ isAutomatic: true });
    expect(headers).toMatchObject({ 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' });
    expect(sender).toBe('');
  });

  test('where plus addresses are off, or too long, is answered to the plain address', async () => {
    const off = await composed({}, { settings: emailSettings.parse({ plusAddressing: false }) });
    expect(off.headers['Reply-To']).toBe('Suporte Atende <support@desk.test>');
    const long = await composed({}, { address: `${'a'.repeat(50)}@desk.test` });
    expect(long.headers['Reply-To']).toContain(`<${'a'.repeat(50)}@desk.test>`);
  });

  test('of a very long thread names its first mail and its last ones', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `<${index}@x.test>`);
    const { headers } = await composed({ references: ids });
    const named = headers.References?.split(' ') ?? [];
    expect(named).toHaveLength(30);
    expect([named[0], named.at(-1), headers['In-Reply-To']]).toEqual(['<0@x.test>', '<199@x.test>', '<199@x.test>']);
  });

  test('brings its attachments whole, pictures in place', async () => {
    const bytes = new Uint8Array([137, 80, 78, 71, 0, 255]);
    const mail = await composed({
      html: '<p>Veja <img src="cid:foto@desk"></p>',
      attachments: [
        { name: 'foto.png', contentType: 'image/png', bytes, contentId: 'foto@desk' },
        { name: 'cotação final.pdf', contentType: 'application/pdf', bytes: new Uint8Array(300_000), contentId: null },
      ],
    });
    const { attachments } = await readBack(mail.bytes);
    expect(attachments.map(({ name, isInline, bytes: { byteLength } }) => [name, isInline, byteLength])).toEqual([
      ['foto.png', true, 6],
      ['cotação final.pdf', false, 300_000],
    ]);
    expect(attachments[0]?.bytes).toEqual(bytes);
  });
});

describe('the look of a mail', () => {
  const png = 'data:image/png;base64,iVBORw0KGgo=';
  const brand = { name: 'Padaria & Filhos', colour: '#0a58ca', logo: png };

  test('has the colour and the logo of the company, and the same words as the text', async () => {
    const { bytes, text } = await composed({ brand });
    const message = await readBack(bytes);
    expect(message.html).toContain('border-top:3px solid #0a58ca');
    expect(message.html).toContain('alt="Padaria &amp; Filhos"');
    expect(message.attachments).toMatchObject([{ name: 'logo.png', isInline: true, contentType: 'image/png' }]);
    expect(message.text).toBe('O pedido sai hoje.\n\n-- \nEquipe Atende');
    expect(text).not.toContain('http');
  });

  test('takes nothing but a colour and a picture', async () => {
    const { bytes } = await composed({
      brand: { name: '', colour: 'red;"><script>', logo: 'https://evil.test/x.png' },
    });
    const message = await readBack(bytes);
    expect(message.html).not.toMatch(/script|evil/);
    expect(message.attachments).toEqual([]);
  });
});

describe('signing', () => {
  test('a mail signed with the key of the inbox is believed by whoever asks DNS, and a changed one is not', async () => {
    const settings = emailSettings.parse(await domainKeys.make('desk.test'));
    const record = domainKeys.recordOf(settings);
    const { bytes } = await composed({ brand: { name: 'x', colour: '#000000', logo: null } }, { settings });
    const zone = { [`TXT ${record?.name}`]: [[record?.value ?? '']] };
    const read = async (mail: Uint8Array) => {
      const parsed = await parseMail({ bytes: mail, envelope: {}, receivedAt: reply.at, ownAddresses: [] }, zone);
      if (parsed.kind !== 'message') throw new Error(parsed.kind);
      return parsed.message;
    };
    expect((await read(bytes)).verdict).toMatchObject({ status: 'verified', by: ['dkim:desk.test'] });
    expect((await read(bytes)).text).toContain('O pedido sai hoje.');
    const changed = Buffer.from(
      Buffer.from(bytes).toString('latin1').replace('O pedido sai', 'O pedido vai'),
      'latin1',
    );
    expect((await read(changed)).verdict).toMatchObject({ status: 'unverified' });
  });

  test('does not happen without a key', async () => {
    expect((await composed()).names).not.toContain('DKIM-Signature');
    expect(domainKeys.recordOf(inbox.settings)).toBeNull();
  });
});

describe('the subject', () => {
  test.each([
    ['Pedido', 'Re: Pedido [#12]'],
    ['Re: Pedido [#12]', 'Re: Pedido [#12]'],
    ['RES: ENC: Re[2]: Pedido', 'Re: Pedido [#12]'],
    ['', 'Re: [#12]'],
    ['Pedido [#7]', 'Re: Pedido [#7] [#12]'],
    ['Resposta: pedido', 'Re: Resposta: pedido [#12]'],
  ])('"%s" is answered as "%s"', (subject, answer) => {
    expect(replySubject({ subject, ticketNumber: 12 })).toBe(answer);
  });
});

describe('T35: hostile words', () => {
  const injections = [
    '\r\nBcc: evil@x.test',
    '\nBcc: evil@x.test',
    '\r\n\r\n<script>',
    '", <evil@x.test>, "',
    '\u2028Bcc: evil@x.test',
    '\u0000',
    '=?utf-8?Q?=0D=0ABcc:_evil@x.test?=',
  ];
  const expectedNames = [
    'Message-ID',
    'From',
    'To',
    'Reply-To',
    'In-Reply-To',
    'References',
    'Subject',
    'Date',
    'MIME-Version',
    'Content-Type',
  ];

  test.each(injections)(
    '%j in names, subject, file names and languages adds neither header nor recipient',
    async (words) => {
      const attachment = {
        name: `a${words}.pdf`,
        contentType: `a/b${words}`,
        bytes: new Uint8Array(3),
        contentId: words,
      };
      const { names, recipients, text, bytes } = await composed(
        {
          subject: `Oi${words}`,
          from: { name: `Ana${words}` },
          to: [person('carla@padaria.test', `Carla${words}`)],
          references: [`<a${words}@x.test>`, '<fine@x.test>'],
          language: `pt${words}`,
          attachments: [attachment],
        },
        { senderName: `Suporte${words}`, name: `Nome${words}` },
      );
      expect(names).toEqual(expectedNames);
      expect(recipients).toEqual(['carla@padaria.test']);
      expect(text).not.toMatch(/^(bcc|<script>)/im);
      const message = await readBack(bytes);
      expect(message.to.map(({ value }) => value)).toEqual(['carla@padaria.test']);
      expect(message.cc).toEqual([]);
      expect(message.from?.value).toBe('support@desk.test');
    },
  );

  test('no name or subject at all can add a header or a recipient', async () => {
    const words = fc.string({
      unit: fc.constantFrom(
        '\r',
        '\n',
        ',',
        '"',
        '<',
        '>',
        ':',
        ';',
        '@',
        ' ',
        'a',
        '=?',
        '?=',
        '\u0000',
        'é',
        '(',
        ')',
        '\\',
      ),
    });
    const holds = async (name: string, subject: string) => {
      const { names, bytes } = await composed({
        subject,
        ownSubject: name === '' ? null : name,
        brand: { name, colour: name, logo: name },
        from: { name },
        to: [person('carla@padaria.test', name)],
      });
      expect(names).toEqual(expectedNames);
      const { to, cc } = await readBack(bytes);
      expect(to.map(({ value }) => value)).toEqual(['carla@padaria.test']);
      expect(cc).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(words, words, holds), { numRuns: 100 });
  });

  test.each([
    'b@y.test\r\nBcc: evil@e.test',
    'b@y.test,evil@e.test',
    'b@y.test evil@e.test',
    '"b@y.test"@e.test',
    '<b@y.test>',
    'b@y.test\u0000@e.test',
    'b@@e.test',
    '@e.test',
    'b@',
    'b@[127.0.0.1]',
    'group: b@y.test;',
    `${'a'.repeat(65)}@e.test`,
    'b@-e.test',
    'b@e..test',
    '.b@e.test',
    'b (comment)@e.test',
    '',
  ])('the recipient %j is refused, not understood', async (value) => {
    await expect(composeReply({ ...reply, to: [person(value)] }, inbox)).rejects.toMatchObject({
      code: 'address_invalid',
    });
    await expect(composeReply({ ...reply, cc: [person(value)] }, inbox)).rejects.toMatchObject({
      code: 'address_invalid',
    });
    await expect(composeReply(reply, { ...inbox, address: value })).rejects.toMatchObject({ code: 'address_invalid' });
  });

  test('a domain in another script is written in ASCII', async () => {
    const { recipients } = await composed({ to: [person('info@bücher.test')] });
    expect(recipients).toEqual(['info@xn--bcher-kva.test']);
  });

  test('pictures and pages named in the HTML are not fetched while composing', async () => {
    const calls: string[] = [];
    const server = createServer((socket) => {
      calls.push('called');
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await composed({ html: `<img src="http://127.0.0.1:${port}/x.png"><link href="http://127.0.0.1:${port}/x.css">` });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(calls).toEqual([]);
  });

  test('a malformed reply token stops the mail instead of leaving in a header', async () => {
    await expect(composeReply({ ...reply, replyToken: 'a>b\r\nX: y' }, inbox)).rejects.toMatchObject({
      code: 'reply_token_invalid',
    });
  });
});
