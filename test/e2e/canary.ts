import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';

/** A server on the internet, as far as the desk knows: everything that asks it for anything is written down. */
export type Canary = {
  url: string;
  host: string;
  hits: { path: string; userAgent: string }[];
  close(): Promise<void>;
};

export async function startCanary(): Promise<Canary> {
  const hits: Canary['hits'] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    hits.push({ path: url, userAgent: headers['user-agent'] ?? '' });
    const [, width = '8', height = '8', colour = '2f6f4f'] = /(\d+)x(\d+)-([0-9a-f]{6})/.exec(url) ?? [];
    response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' });
    response.end(plainPng(Number(width), Number(height), colour));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  const host = `127.0.0.2:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A picture of one colour that fades downwards. */
export function plainPng(width: number, height: number, colour: string): Buffer {
  const parts = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const rows = Array.from({ length: height }, (_, row) => {
    const faded = parts.map((part) => Math.round(part + ((255 - part) * row) / height / 2));
    return Buffer.from([0, ...Array.from({ length: width }, () => faded).flat()]);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pieces = [piece('IHDR', head), piece('IDAT', deflateSync(Buffer.concat(rows))), piece('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...pieces]);
}

function piece(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
