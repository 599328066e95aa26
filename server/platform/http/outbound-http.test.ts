import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askOutside, isPublic } from './outbound-http.ts';

let server: Server;
let port = 0;
let hits: string[] = [];
let answer: { status: number; headers?: Record<string, string>; body: string; afterMs?: number } = {
  status: 200,
  body: 'canary',
};

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '');
    setTimeout(() => response.writeHead(answer.status, answer.headers).end(answer.body), answer.afterMs ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());
beforeEach(() => {
  hits = [];
  answer = { status: 200, body: 'canary' };
});

const strangers = { outboundHosts: [] };
const get = (url: string) => ({ url, method: 'GET' as const, timeoutMs: 3_000 });
const here = (address: string) => async () => [{ address, family: address.includes(':') ? 6 : 4 }];

describe('an address somebody gave us', () => {
  const forms = (at: number) => [
    `http://127.0.0.1:${at}/`,
    `https://127.0.0.1:${at}/`,
    `https://2130706433:${at}/`,
    `https://0x7f000001:${at}/`,
    `https://0177.0.0.1:${at}/`,
    `https://127.1:${at}/`,
    `https://[::1]:${at}/`,
    `https://[::ffff:127.0.0.1]:${at}/`,
    `https://[::ffff:7f00:1]:${at}/`,
    `https://[64:ff9b::7f00:1]/`,
    `https://[2002:7f00:1::]/`,
    `https://localhost:${at}/`,
    `https://127.0.0.1/`,
    `https://0.0.0.0/`,
    `https://169.254.169.254/latest/meta-data/`,
    `https://10.0.0.1/`,
    `https://192.168.1.1/`,
    `https://172.16.0.1/`,
    `https://100.64.0.1/`,
    `https://[fd00::1]/`,
    `https://[fe80::1]/`,
    `https://example.com:22/`,
    `https://user:secret@example.com/`,
    `http://example.com/`,
    'file:///etc/passwd',
    'gopher://127.0.0.1:25/',
    'ftp://example.com/',
    'no url',
  ];

  test('never leads to this machine or its network, however it is written', async () => {
    const said = new Set<string>();
    for (const url of forms(port)) {
      const error = await askOutside(strangers, get(url), here('93.184.215.14')).catch((thrown: Error) => thrown);
      expect(error, url).toMatchObject({ code: 'outbound_refused' });
      said.add((error as Error).message);
    }
    expect(hits).toEqual([]);
    expect(said.size).toBe(1);
  });

  test('is refused when any of its names leads inside', async () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      'fd00::7',
      '0.0.0.0',
    ]) {
      const mixed = async () => [{ address: '93.184.215.14', family: 4 }, ...(await here(address)())];
      await expect(askOutside(strangers, get('https://rebinding.example/'), mixed)).rejects.toMatchObject({
        code: 'outbound_refused',
      });
    }
    expect(hits).toEqual([]);
  });

  test('is looked up once: a second answer of the DNS changes nothing', async () => {
    let asked = 0;
    const rebinding = async () => [{ address: asked++ === 0 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
    await expect(
      askOutside(strangers, { ...get('https://rebinding.example/'), timeoutMs: 300 }, rebinding),
    ).rejects.toThrow();
    expect(asked).toBe(1);
    expect(hits).toEqual([]);
  });

  test('may lie inside where the operator lists it', async () => {
    const listed = { outboundHosts: [`127.0.0.1:${port}`] };
    const given = await askOutside(listed, get(`http://127.0.0.1:${port}/a`));
    expect(given).toMatchObject({ status: 200, text: 'canary' });
    await expect(askOutside(listed, get(`http://127.0.0.1:${port + 1}/`))).rejects.toMatchObject({
      code: 'outbound_refused',
    });
    const named = await askOutside(
      { outboundHosts: ['desk.internal'] },
      get(`http://desk.internal:${port}/`),
      here('127.0.0.1'),
    );
    expect(named.text).toBe('canary');
  });
});

describe('the answer', () => {
  const ask = (more: object = {}) =>
    askOutside({ outboundHosts: ['127.0.0.1'] }, { ...get(`http://127.0.0.1:${port}/`), ...more });

  test('is not followed elsewhere', async () => {
    answer = { status: 302, headers: { location: `http://127.0.0.1:${port}/inside` }, body: '' };
    expect((await ask()).status).toBe(302);
    expect(hits).toEqual(['/']);
  });

  test('is cut off when it is too long or too late', async () => {
    answer = { status: 200, body: 'x'.repeat(5_000) };
    await expect(ask({ maxBytes: 1_000 })).rejects.toMatchObject({ code: 'outbound_too_large' });
    answer = { status: 200, body: 'late', afterMs: 2_000 };
    const began = performance.now();
    await expect(ask({ timeoutMs: 200 })).rejects.toMatchObject({ code: 'outbound_unreachable' });
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

test('public is what the internet routes, and nothing else', () => {
  for (const address of ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])
    expect(isPublic(address)).toBe(true);
  for (const address of ['224.0.0.1', '255.255.255.255', '2001:db8::1', 'ff02::1', '2001::1', 'x']) {
    expect(isPublic(address)).toBe(false);
  }
});
