import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { watchThread } from '../../test/watch-thread.ts';
import type { NewAttachment, NewMessage } from './commands/new-message.ts';
import { openTicket } from './commands/open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const bytesAsDownload = 'attachment application/octet-stream';
const png = Buffer.from('\x89PNG\r\n\x1a\n and pixels', 'latin1');

/** A mail of Carla with these files, filed as the inboxes room does it. */
async function file(mail: {
  subject?: string;
  html?: string;
  text?: string;
  files?: { name: string; type: string; bytes: Buffer; cid?: string }[];
}) {
  const attachments: NewAttachment[] = [];
  for (const { name, type, bytes, cid } of mail.files ?? []) {
    const { hash, size } = await desk.p.files.put(bytes);
    const isInline = cid !== undefined;
    attachments.push({ name, contentType: type, size, fileHash: hash, contentId: cid ?? null, isInline });
  }
  const { carla } = desk.world.contacts;
  const at = desk.clock.now();
  const message: NewMessage = {
    kind: 'reply',
    direction: 'in',
    author: { kind: 'contact', contactId: carla.id },
    text: mail.text ?? 'Veja o anexo',
    html: mail.html ?? null,
    recipients: { to: ['support@atende.example'], cc: [] },
    externalId: null,
    inboxId: desk.world.inbox.id,
    inboundId: await inbound(mail.text ?? 'Veja o anexo'),
    channel: 'email',
    reason: null,
    verdict: { status: 'verified', by: ['dkim'], notes: [] },
    isAutomatic: false,
    attachments,
    at,
  };
  const filed = await desk.db.transaction().execute((tx) =>
    openTicket(tx, desk.p, {
      subject: mail.subject ?? 'Anexo',
      requesterId: carla.id,
      organizationId: null,
      channel: 'email',
      inboxId: desk.world.inbox.id,
      language: 'pt-BR',
      teamId: desk.world.teams.support.id,
      actor: { kind: 'contact', id: carla.id },
      cause: { kind: 'contact', id: carla.id, depth: 0 },
      message,
      at,
    }),
  );
  const { messages } = (await desk.as('ana').get(`/api/tickets/${filed.number}/messages`)).body;
  return { ...filed, attachments: messages[0].attachments as { id: string; url: string; name: string }[] };
}

async function inbound(raw: string): Promise<number> {
  const { hash, size } = await desk.p.files.put(Buffer.from(raw));
  const { id } = await desk.db
    .insertInto('inbound')
    .values({
      uuid: crypto.randomUUID(),
      inbox_id: desk.world.inbox.id,
      key: crypto.randomUUID(),
      file_hash: hash,
      size,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

describe('the frame of a message', () => {
  test('is a page with a policy of its own: no script, nothing from elsewhere', async () => {
    const { messageUuid } = await file({ html: '<p>Olá</p><img data-remote-src="https://tracker.example/x.gif">' });
    const frame = await desk.as('ana').get(`/api/messages/${messageUuid}/frame`);
    expect(frame.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox allow-same-origin allow-popups",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'x-dns-prefetch-control': 'off',
    });
    expect(frame.text).toContain('<p>Olá</p>');
    expect(frame.text).not.toMatch(/\ssrc="http/);
  });

  test('shows the pictures that came with the mail, and only those', async () => {
    const { messageUuid, attachments } = await file({
      html: '<p><img alt="a" src="cid:Logo@mail"><img src="cid:gone@mail"> src="cid:logo@mail"</p>',
      files: [{ name: 'logo.png', type: 'image/png', bytes: png, cid: '<logo@mail>' }],
    });
    const { text } = await desk.as('ana').get(`/api/messages/${messageUuid}/frame`);
    expect(text).toContain(
      `<img alt="a" src="${attachments[0]?.url}"><span data-missing lang="en">A picture is missing here</span> src="cid:logo@mail"`,
    );
  });

  test('shows two hundred pictures, and thousands of elements, without keeping others waiting (T21, T59)', async () => {
    const files = Array.from({ length: 200 }, (_, at) => ({
      name: `${at}.png`,
      type: 'image/png',
      bytes: png,
      cid: `${at}@m`,
    }));
    const pictures = files.map(({ cid }) => `<img src="cid:${cid}">`).join('');
    const { messageUuid } = await file({ html: `<p>Olá</p>${pictures}${'<p>x</p>'.repeat(60_000)}`, files });
    const stall = watchThread();
    const { text } = await desk.as('ana').get(`/api/messages/${messageUuid}/frame`);
    expect(stall()).toBeLessThan(200);
    expect(text.match(/<img src="\/api\/attachments\//g)).toHaveLength(200);
    expect(text).toContain('<p>Olá</p>');
  });

  test('shows plain text as it was written, never as HTML', async () => {
    const { messageUuid } = await file({ text: 'Linha 1\n  <script>alert(1)</script> & mais' });
    const { text } = await desk.as('ana').get(`/api/messages/${messageUuid}/frame`);
    expect(text).toContain('Linha 1\n  &lt;script&gt;alert(1)&lt;/script&gt; &amp; mais');
  });

  test('folds what the mail quotes, in the words of the reader, and takes nothing away', async () => {
    const quote = '<blockquote type="cite">Posso cancelar?</blockquote>';
    const { messageUuid } = await file({ html: `<p>Sim.</p>${quote}` });
    const page = async (query: string) => (await desk.as('ana').get(`/api/messages/${messageUuid}/frame${query}`)).text;
    const portuguese = await page('?lang=pt-BR');
    expect(portuguese).toMatch(
      /<p>Sim\.<\/p><details data-fold="quoted"><summary lang="pt-BR"><span>Mostrar a citação/,
    );
    expect(portuguese).toContain(`${quote}</div></details>`);
    expect(await page('')).toContain('<span>Show the quotation</span><span>Hide the quotation</span>');
    expect((await desk.as('ana').get(`/api/messages/${messageUuid}/frame?lang=xx`)).status).toBe(400);
  });

  test('folds what plain text quotes as well', async () => {
    const { messageUuid } = await file({ text: 'Sim.\n\nEm 21/11/2026 09:05, Ana escreveu:\n> Posso <b>cancelar?\n' });
    const { text } = await desk.as('ana').get(`/api/messages/${messageUuid}/frame`);
    expect(text).toMatch(
      /Sim\.\n\n<details data-fold="quoted">.*Em 21\/11\/2026 09:05, Ana escreveu:\n&gt; Posso &lt;b&gt;cancelar\?/s,
    );
  });

  test('shows the whole of a mail that was sent on, and folds what later mails of its ticket repeat', async () => {
    const text = 'Veja.\n\n-----Mensagem original-----\nDe: Banco\n\nRecusado.';
    const { messageUuid, number } = await file({ subject: 'ENC: Pagamento', text });
    const page = async (id: string) => (await desk.as('ana').get(`/api/messages/${id}/frame`)).text;
    expect(await page(messageUuid)).not.toContain('data-fold="');
    const { body } = await desk.as('ana').post(`/api/tickets/${number}/messages`, { kind: 'note', text });
    expect(await page(body.message.id)).toContain('data-fold="quoted"');
  });

  test('follows the theme, but mail with colours of its own stays on white paper', async () => {
    const plain = await file({ html: '<p>Olá</p>' });
    const coloured = await file({ html: '<p style="color:#333333">Olá</p>' });
    const scheme = async (messageUuid: string) =>
      /data-scheme="(\w+)"/.exec((await desk.as('ana').get(`/api/messages/${messageUuid}/frame?theme=dark`)).text)?.[1];
    expect(await scheme(plain.messageUuid)).toBe('dark');
    expect(await scheme(coloured.messageUuid)).toBe('light');
  });
});

test('the page of a formatted note has the paper of notes', async () => {
  const { number } = await file({ text: 'Olá' });
  const html = '<p>Veja <strong>isto</strong></p>';
  const { body } = await desk.as('ana').post(`/api/tickets/${number}/messages`, { kind: 'note', html });
  const page = (await desk.as('ana').get(`/api/messages/${body.message.id}/frame`)).text;
  expect(page).toContain('data-kind="note"');
  expect(page).toContain(html);
});

describe('an attachment', () => {
  test('is a download in a sandbox, with its name', async () => {
    const bytes = Buffer.from('<script>alert(1)</script>');
    const { attachments } = await file({ files: [{ name: 'orçamento.html', type: 'text/html', bytes }] });
    const answer = await desk.as('ana').get(attachments[0]?.url ?? '');
    expect(answer.text).toBe(bytes.toString());
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="orcamento.html"; filename*=UTF-8''or%C3%A7amento.html`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-length': String(bytes.length),
    });
  });

  test.each([
    {
      what: 'a picture in the text keeps its type and stands in place',
      type: 'image/png',
      bytes: png,
      as: 'inline image/png',
    },
    {
      what: 'what only claims to be a picture does not',
      type: 'image/png',
      bytes: '<svg onload=x>',
      as: bytesAsDownload,
    },
    { what: 'SVG is a document', type: 'image/svg+xml', bytes: '<svg/>', as: bytesAsDownload },
    { what: 'a wrong label is put right', type: 'image/jpeg', bytes: 'GIF89a...', as: 'inline image/gif' },
  ])('$what', async ({ type, bytes, as }) => {
    const { attachments } = await file({ files: [{ name: 'x', type, bytes: Buffer.from(bytes), cid: 'x@mail' }] });
    const { headers } = await desk.as('ana').get(attachments[0]?.url ?? '');
    expect(`${String(headers['content-disposition']).split(';')[0]} ${headers['content-type']}`).toBe(as);
  });

  test.each([
    ['SVG', 'a.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['HTML', 'a.html', 'text/html', '<script>alert(1)</script>'],
    [
      'XHTML',
      'a.xhtml',
      'application/xhtml+xml',
      '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    ],
    ['XML that draws itself', 'a.xml', 'text/xml', '<?xml-stylesheet href="data:text/xsl,x"?><a/>'],
    ['an archive of a page', 'a.mht', 'multipart/related', 'MIME-Version: 1.0'],
    ['a script', 'a.js', 'text/javascript', 'alert(1)'],
    ['a PDF that runs', 'a.pdf', 'application/pdf', '%PDF-1.7\n/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'],
    ['a PDF that is a page', 'a.pdf', 'application/pdf', '<!--%PDF-1.7--><script>alert(1)</script>'],
    ['a page that says it is a picture', 'a.png', 'image/png', '<html><script>alert(1)</script>'],
    ['no type at all', 'a', '', '<script>alert(1)</script>'],
    ['a type that ends the header', 'a', 'text/html\r\nx-evil: 1', '<script>alert(1)</script>'],
  ])('runs nowhere, as %s (T22)', async (...[, name, type, content]) => {
    for (const cid of [undefined, 'part@mail']) {
      const { attachments } = await file({ files: [{ name, type, bytes: Buffer.from(content), ...(cid && { cid }) }] });
      const { headers, text } = await desk.as('ana').get(attachments[0]?.url ?? '');
      expect(text).toBe(content);
      expect(headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': expect.stringMatching(/^attachment; filename="a/),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(headers).not.toHaveProperty('x-evil');
    }
  });

  test('that is a picture and a script at once is only a picture (T22)', async () => {
    const bytes = Buffer.from("GIF89a='<script>alert(1)</script>';alert(1)//");
    const { attachments } = await file({ files: [{ name: 'a.gif', type: 'text/html', bytes, cid: 'x@mail' }] });
    const { headers } = await desk.as('ana').get(attachments[0]?.url ?? '');
    expect(headers).toMatchObject({
      'content-type': 'image/gif',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  test('lies on disk under our name alone, whatever its own (T22)', async () => {
    const names = [
      '../../../x.sh',
      'a\r\nb',
      'a\u0001b',
      `${'a'.repeat(300)}.pdf`,
      'CON',
      '\u202efdp.exe',
      '.htaccess',
    ];
    await file({ files: names.map((name, at) => ({ name, type: 'text/plain', bytes: Buffer.from(`own ${at}`) })) });
    const kept = await readdir(path.join(desk.p.config.dataDir), { recursive: true, withFileTypes: true });
    const files = kept.filter((one) => one.isFile()).map(({ name }) => name);
    expect(files.length).toBeGreaterThan(names.length);
    expect(files.filter((name) => !/^([0-9a-f]{64}|secret\.key)$/.test(name))).toEqual([]);
  });

  test('is gone for whoever lost the ticket, in each of its forms (T23)', async () => {
    const html = '<img src="cid:foto@mail">';
    const { attachments, messageUuid, number } = await file({
      html,
      files: [
        { name: 'foto.png', type: 'image/png', bytes: png, cid: 'foto@mail' },
        { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a') },
      ],
    });
    const forms = [
      ...attachments.map(({ url }) => url),
      `/api/messages/${messageUuid}/frame`,
      `/api/messages/${messageUuid}/raw`,
    ];
    for (const url of forms) expect((await desk.as('ana').get(url)).status).toBe(200);
    expect((await desk.as('olivia').patch(`/api/tickets/${number}`, { version: 1, team: 'billing' })).status).toBe(200);
    for (const url of forms) expect((await desk.as('ana').get(url)).status, url).toBe(404);
    for (const url of forms) expect((await desk.as('bruno').get(url)).status, url).toBe(200);
  });

  test('of another message is not shown by naming it (T23)', async () => {
    await file({ files: [{ name: 'foto.png', type: 'image/png', bytes: png, cid: 'theirs@mail' }] });
    const { messageUuid } = await file({ html: '<img src="cid:theirs@mail">' });
    const { text } = await desk.as('ana').get(`/api/messages/${messageUuid}/frame`);
    expect(text).not.toContain('/api/attachments');
    expect(text).toContain('data-missing');
  });

  test('is reached only through a ticket one may see', async () => {
    const { attachments, messageUuid } = await file({ files: [{ name: 'a.txt', type: 'text/plain', bytes: png }] });
    const url = attachments[0]?.url ?? '';
    for (const stranger of ['bruno', 'lia', 'caio'] as const) {
      expect((await desk.as(stranger).get(url)).body.error.code).toBe('attachment_not_found');
      expect((await desk.as(stranger).get(`/api/messages/${messageUuid}/raw`)).body.error.code).toBe(
        'message_not_found',
      );
      expect((await desk.as(stranger).get(`/api/messages/${messageUuid}/frame`)).status).toBe(404);
    }
    expect((await desk.visitor.get(url)).status).toBe(401);
    expect((await desk.as('ana').get('/api/attachments/nonsense')).status).toBe(400);
  });
});

test('the original of a mail can be had as a file', async () => {
  const { messageUuid, number } = await file({ text: 'From: carla\r\n\r\nOlá' });
  const raw = await desk.as('ana').get(`/api/messages/${messageUuid}/raw`);
  expect(raw.text).toBe('From: carla\r\n\r\nOlá');
  expect(raw.headers['content-disposition']).toContain(`filename="ticket-${number}-${messageUuid}.eml"`);
});

test('a message that did not come by mail has no original', async () => {
  const { body } = await desk.as('ana').post('/api/tickets', {
    subject: 'x',
    requester: { email: 'carla@padariacentral.example' },
    message: { text: 'x' },
  });
  const answer = await desk.as('ana').get(`/api/messages/${body.ticket.lastMessageId}/raw`);
  expect([answer.status, answer.body.error.code]).toEqual([404, 'no_original']);
});
