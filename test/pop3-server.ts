import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { selfSigned } from './certificate.ts';

/** A small POP3 server that keeps mail in memory and misbehaves on request, at a chosen moment. */
export type FakePop3 = {
  port: number;
  mails: FakeLetter[];
  /** Every command, as it came. */
  said: string[];
  /** Called for each command; answers instead of the server unless it gives null. */
  spoil: ((command: string, line: PopLine) => unknown) | null;
  certificate: { key: string; cert: string };
  isTls: boolean;
  /** How its answers are cut on the way: so many bytes each. */
  pieces: number | null;
  add(text: string | Buffer, name?: string): FakeLetter;
  connections(): number;
  close(): Promise<void>;
};
export type FakeLetter = { name: string; bytes: Buffer };
export type PopLine = { write(text: string | Buffer): Promise<void>; socket: Socket };

export async function fakePop3(): Promise<FakePop3> {
  const sockets = new Set<Socket>();
  let count = 0;
  const fake: FakePop3 = {
    port: 0,
    mails: [],
    said: [],
    spoil: null,
    certificate: selfSigned(),
    isTls: false,
    pieces: null,
    add(text, name = `name-${++count}`) {
      const letter = { name, bytes: Buffer.from(text) };
      fake.mails.push(letter);
      return letter;
    },
    connections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer((line) => {
    const socket = fake.isTls ? new TLSSocket(line, { isServer: true, ...fake.certificate }) : line;
    sockets.add(socket);
    line.on('error', () => undefined);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    serve(fake, socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.port = (server.address() as AddressInfo).port;
  return fake;
}

function serve(fake: FakePop3, socket: Socket): void {
  const visit = { mails: [...fake.mails], gone: new Set<FakeLetter>() };
  const write = (text: string | Buffer) => inPieces(socket, Buffer.from(text), fake.pieces);
  let rest = '';
  let turn = Promise.resolve();
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const command = rest.slice(0, end);
      rest = rest.slice(end + 2);
      turn = turn.then(async () => {
        fake.said.push(command);
        if (fake.spoil && (await fake.spoil(command, { write, socket })) !== null) return;
        await write(answerTo(fake, visit, command));
        if (command === 'QUIT') socket.end();
      });
    }
  });
  void write('+OK fake\r\n');
}

type Visit = { mails: FakeLetter[]; gone: Set<FakeLetter> };

function answerTo(fake: FakePop3, { mails, gone }: Visit, command: string): string | Buffer {
  const [word = '', number = ''] = command.split(' ');
  const letter = mails[Number(number) - 1];
  const lines = (of: (letter: FakeLetter, number: number) => string | number) =>
    `+OK\r\n${mails.map((one, nth) => `${nth + 1} ${of(one, nth + 1)}\r\n`).join('')}.\r\n`;
  switch (word) {
    case 'USER':
    case 'PASS':
    case 'NOOP':
      return '+OK\r\n';
    case 'STAT':
      return `+OK ${mails.length} ${mails.reduce((sum, { bytes }) => sum + bytes.length, 0)}\r\n`;
    case 'UIDL':
      return lines(({ name }) => name);
    case 'LIST':
      return lines(({ bytes }) => bytes.length);
    case 'TOP':
      return letter ? blockOf(letter.bytes.subarray(0, letter.bytes.indexOf('\r\n\r\n') + 4)) : '-ERR none\r\n';
    case 'RETR':
      return letter ? blockOf(letter.bytes) : '-ERR none\r\n';
    case 'DELE':
      if (letter) gone.add(letter);
      return '+OK\r\n';
    case 'QUIT':
      fake.mails = fake.mails.filter((one) => !gone.has(one));
      return '+OK\r\n';
    default:
      return '-ERR what\r\n';
  }
}

/** A mail as it stands on the line: dots doubled, and a dot alone after it. */
export function blockOf(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/^\./gm, '..');
  return Buffer.from(`+OK\r\n${text}${text === '' || text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1');
}

async function inPieces(socket: Socket, bytes: Buffer, size: number | null): Promise<void> {
  if (size === null) return void socket.write(bytes);
  socket.setNoDelay(true);
  for (let at = 0; at < bytes.length; at += size) {
    socket.write(bytes.subarray(at, at + size));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
