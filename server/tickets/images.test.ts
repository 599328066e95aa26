import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { fetchPicture } from '../platform/http/outbound-picture.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let desk: Desk;
let outside: Server;
let inside: Server;
let elsewhere = '';
let forbidden = '';
let hits: { path: string; headers: IncomingHttpHeaders }[] = [];
let insideHits = 0;

/** What the internet answers, by path. */
const answers: Record<string, (response: ServerResponse) => unknown> = {
  '/a.png': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(png),
  '/mislabelled': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(png),
  '/moved': (response) => response.writeHead(302, { location: '/a.png' }).end(),
  '/inwards': (response) => response.writeHead(302, { location: `${forbidden}/secret.png` }).end(),
  '/round': (response) => response.writeHead(302, { location: '/round' }).end(),
  '/file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/svg': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<svg onload="alert(1)"/>'),
  '/html': (response) => response.writeHead(200, { 'content-type': 'image/gif' }).end('<script>alert(1)</script>'),
  '/huge': (response) => response.writeHead(200).end(Buffer.concat([png, Buffer.alloc(9 * 1024 * 1024)])),
  '/gone': (response) => response.writeHead(410).end(png),
};

beforeAll(async () => {
  outside = createServer((request, response) => {
    hits.push({ path: request.url ?? '', headers: request.headers });
    (answers[request.url ?? ''] ?? answers['/gone'])?.(response);
  });
  inside = createServer((_, response) => {
    insideHits++;
    response.end(png);
  });
  elsewhere = await listening(outside, '127.0.0.2');
  forbidden = await listening(inside, '127.0.0.1');
  desk = await startDesk({
    config: { imageHosts: [new URL(elsewhere).host], outboundHosts: [new URL(forbidden).host] },
  });
});
afterAll(async () => {
  await desk?.close();
  outside?.close();
  inside?.close();
});
beforeEach(() => {
  hits = [];
});

async function listening(server: Server, host: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

/** A message with this HTML in a ticket that Ana sees: its id and how its images are asked for. */
async function message(html: string) {
  const opened = await desk.as('ana').post('/api/tickets', {
    subject: 'Newsletter',
    requester: { email: 'mary@northwind.example' },
    message: { html },
    team: 'support',
  });
  expect(opened.status).toBe(201);
  const id: string = opened.body.ticket.lastMessageId;
  return {
    id,
    number: opened.body.number as number,
    image: (nth: number | string, as: 'ana' | 'bruno' | 'caio' = 'ana') =>
      desk.as(as).get(`/api/messages/${id}/images`, { query: { nth: String(nth) } }),
    frame: async (images?: 'shown') =>
      (await desk.as('ana').get(`/api/messages/${id}/frame`, images ? { query: { images } } : {})).text,
  };
}

const picture = (path: string, more = '') => `<img src="${elsewhere}${path}"${more}>`;

describe('images from the internet', () => {
  test('are not loaded until somebody asks, and then by the desk alone (T20)', async () => {
    const { id, frame } = await message(
      `<p>Hi</p>${picture('/a.png', ' alt="Our shop"')}${picture('/moved?a=1&amp;b=2')}`,
    );
    const waiting = await frame();
    expect(waiting).not.toMatch(/\ssrc="/);
    expect(waiting).toContain(
      '<p data-images lang="en"><span>Images from the internet are not shown.</span> <a href="?theme=system&amp;lang=en&amp;images=shown" target="_self">Show images</a></p>',
    );
    const shown = await frame('shown');
    expect([...shown.matchAll(/\ssrc="([^"]*)"/g)].map(([, src]) => src)).toEqual([
      `/api/messages/${id}/images?nth=0`,
      `/api/messages/${id}/images?nth=1`,
    ]);
    expect(shown).not.toContain('Show images');
    expect(hits).toEqual([]);
  });

  test('come with nothing of who looks, and only what they are', async () => {
    const { image } = await message(picture('/a.png'));
    const { status, headers } = await image(0);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400',
      'cross-origin-resource-policy': 'same-origin',
      'content-length': String(png.length),
    });
    expect(hits.map(({ path, headers: sent }) => [path, Object.keys(sent).sort(), sent['user-agent']])).toEqual([
      ['/a.png', ['accept', 'connection', 'host', 'user-agent'], 'Atende (picture proxy)'],
    ]);
  });

  test('keep the type they really have, whatever their server calls them', async () => {
    const { image } = await message(picture('/mislabelled'));
    expect((await image(0)).headers['content-type']).toBe('image/png');
  });

  test('are followed where they moved', async () => {
    const { image } = await message(picture('/moved'));
    expect((await image(0)).status).toBe(200);
    expect(hits.map(({ path }) => path)).toEqual(['/moved', '/a.png']);
  });

  test('that lead inside, are no picture, too large or gone all look alike', async () => {
    const paths = ['/inwards', '/round', '/file', '/svg', '/html', '/huge', '/gone'];
    const own = [
      'http://127.0.0.1/',
      'https://127.0.0.1/',
      `${forbidden}/x.png`,
      'https://169.254.169.254/latest/',
      'https://[::1]/',
    ];
    const { image } = await message(
      [...paths.map((path) => picture(path)), ...own.map((address) => `<img src="${address}">`)].join(''),
    );
    const said = new Set<string>();
    for (const nth of [...paths, ...own, 'none'].keys()) {
      const { status, text } = await image(nth);
      said.add(`${status} ${text}`);
    }
    expect([...said]).toEqual(['404 {"error":{"code":"picture_not_found","message":"There is no such picture."}}']);
    expect(insideHits).toBe(0);
  });

  test('are those of the very message: no address can be asked for', async () => {
    const { id, image } = await message(picture('/a.png'));
    expect((await image('-1')).status).toBe(400);
    expect((await image(elsewhere)).status).toBe(400);
    const url = { nth: '0', url: forbidden };
    expect((await desk.as('ana').get(`/api/messages/${id}/images`, { query: url })).status).toBe(400);
    expect(insideHits).toBe(0);
  });

  test('are for whoever may read the message, and for nobody after that (T23)', async () => {
    const { number, image, id } = await message(picture('/a.png'));
    expect((await image(0, 'bruno')).body.error.code).toBe('message_not_found');
    expect((await image(0, 'caio')).body.error.code).toBe('message_not_found');
    expect((await desk.visitor.get(`/api/messages/${id}/images?nth=0`)).status).toBe(401);
    expect((await image(0)).status).toBe(200);
    const billing = { version: 1, team: 'billing' };
    expect((await desk.as('olivia').patch(`/api/tickets/${number}`, billing)).status).toBe(200);
    expect((await image(0)).body.error.code).toBe('message_not_found');
    expect((await image(0, 'bruno')).status).toBe(200);
  });

  test('of one pixel show nothing and are never asked for', async () => {
    const pixel = '<img src="https://tracker.example/o.gif" width="1" height="1">';
    const styled = '<img src="https://tracker.example/p.gif" style="width:1px;height:1px">';
    const { frame, image } = await message(`<p>Hi</p>${pixel}${styled}`);
    expect(await frame()).not.toContain('Show images');
    expect(await frame('shown')).not.toContain('src="/api');
    expect((await image(0)).status).toBe(404);
  });

  test('named twice are one, and those of a mail with thousands end somewhere', async () => {
    const many = Array.from({ length: 700 }, (_, nth) => picture(`/${nth}.png`));
    const { frame } = await message([picture('/a.png'), picture('/a.png'), ...many].join(''));
    const shown = await frame('shown');
    expect(shown.match(/src="[^"]*nth=0"/g)).toHaveLength(2);
    expect(shown.match(/ src="/g)).toHaveLength(501);
    expect(shown.match(/<span data-waiting>/g)).toHaveLength(201);
  });

  test('are not waited for when whoever asked has left', async () => {
    const silent = createServer(() => undefined);
    const url = await listening(silent, '127.0.0.1');
    const gone = new AbortController();
    const asked = fetchPicture({ imageHosts: ['127.0.0.1'] }, { url, signal: gone.signal });
    const ended = expect(asked).rejects.toMatchObject({ code: 'outbound_unreachable' });
    setTimeout(() => gone.abort(), 50);
    await ended;
    silent.closeAllConnections();
    silent.close();
  });

  test('are found by name through public addresses only', async () => {
    const asking = { url: 'http://pictures.example/a.png', signal: new AbortController().signal };
    const at = (address: string) => fetchPicture({ imageHosts: [] }, asking, async () => [{ address, family: 4 }]);
    await expect(at('127.0.0.1')).rejects.toMatchObject({ code: 'outbound_refused' });
    await expect(at('10.0.0.7')).rejects.toMatchObject({ code: 'outbound_refused' });
  });
});

describe('pictures that came with the message', () => {
  test('written into it as data are shown, and no document among them', async () => {
    const data = `data:image/png;base64,${png.toString('base64')}`;
    const { frame } = await message(`<img src="${data}"><img alt="s" src="data:image/svg+xml;base64,PHN2Zz4=">`);
    const page = await frame();
    expect(page).toContain(`<img src="${data}" />`);
    expect(page).not.toContain('svg+xml');
  });

  test('and did not arrive leave a box with their words (T59)', async () => {
    const { frame } = await message('<p>a<img src="cid:gone@x" alt="The &lt;plan&gt;">b<img src="cid:away@x"></p>');
    const page = await frame();
    expect(page).toContain('a<span data-missing>The &lt;plan&gt;</span>b');
    expect(page).toContain('<span data-missing lang="en">A picture is missing here</span>');
  });
});

/** The newest mail that left, as its reader's program decodes it. */
async function sentMail(): Promise<Email> {
  await desk.settle();
  const newest = desk.db.selectFrom('deliveries').select('file_hash').orderBy('id', 'desc').limit(1);
  const { file_hash } = await newest.executeTakeFirstOrThrow();
  return PostalMime.parse(await desk.p.files.get(file_hash ?? ''));
}

test('pictures an agent writes into a reply go as parts that every program shows', async () => {
  const { number } = await message('<p>Hello</p>');
  const html = `<p>See:</p><img alt="plan" src="data:image/png;base64,${png.toString('base64')}">`;
  const answer = await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, { kind: 'reply', html });
  expect(answer.status).toBe(201);
  const mail = await sentMail();
  expect(mail.html).toContain('<img alt="plan" src="cid:picture-1@html.invalid" />');
  expect(mail.attachments).toMatchObject([{ mimeType: 'image/png', contentId: '<picture-1@html.invalid>' }]);
  const { text } = await desk.as('ana').get(`/api/messages/${answer.body.message.id}/frame`);
  expect(text).toContain('src="data:image/png;base64,');
});

test('what an agent writes keeps its images for the customer', async () => {
  const { number } = await message('<p>Hello</p>');
  const html = `<p>See:</p>${picture('/a.png?x=1&amp;y=2', ' alt="plan"')}<img src="https://cdn.example/logo.png" width="1">`;
  const answer = await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, { kind: 'reply', html });
  expect(answer.status).toBe(201);
  const { html: sent = '' } = await sentMail();
  expect(sent).toContain(`<img alt="plan" src="${elsewhere}/a.png?x=1&amp;y=2" />`);
  expect(sent).toContain('src="https://cdn.example/logo.png"');
  expect(sent).not.toContain('data-remote-src');
});
