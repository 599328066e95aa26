import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { selfSigned } from './certificate.ts';

/**
 * A small IMAP server that keeps mail in memory and misbehaves on request: what a real one does on a bad day, at a chosen
 * moment. It speaks as much of the protocol as a client needs that follows one folder.
 */
export type FakeImap = {
  port: number;
  mails: FakeMail[];
  uidValidity: number;
  /** Every command, as it came, without its tag. */
  said: string[];
  /** Called for each command; answers instead of the server unless it gives null. */
  spoil: ((command: string, line: Line) => unknown) | null;
  /** What it says it can do. */
  capabilities: string;
  greeting: string;
  /** Encrypted from the beginning. */
  isTls: boolean;
  certificate: { key: string; cert: string };
  /** Nothing is heard and nothing answered, and the line stays open. */
  isDeaf: boolean;
  add(text: string, more?: Partial<FakeMail>): FakeMail;
  /** Tells idling clients that there is more. */
  tell(): void;
  hangUp(): void;
  connections(): number;
  close(): Promise<void>;
};
export type FakeMail = { uid: number; bytes: Buffer; at: Date; flags: Set<string> };
/** One connection at the moment of a command. */
export type Line = { tag: string; write(text: string | Buffer): void; socket: Socket };

export async function fakeImap(port = 0): Promise<FakeImap> {
  const sockets = new Set<Socket>();
  const idling = new Map<Socket, string>();
  /** How many mails a client knows of; as real servers do, it is told of more at once when it begins to idle. */
  const known = new WeakMap<Socket, number>();
  let nextUid = 1;

  const fake: FakeImap = {
    port: 0,
    mails: [],
    uidValidity: 7,
    said: [],
    spoil: null,
    capabilities: 'IMAP4rev1 IDLE AUTH=PLAIN SASL-IR MOVE',
    greeting: '* OK fake',
    isTls: false,
    certificate: selfSigned(),
    isDeaf: false,
    add(text, more = {}) {
      const mail = { uid: nextUid, bytes: Buffer.from(text), at: new Date(), flags: new Set<string>(), ...more };
      nextUid = Math.max(nextUid, mail.uid) + 1;
      fake.mails.push(mail);
      return mail;
    },
    tell() {
      for (const socket of idling.keys()) tellCount(socket);
    },
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
    connections: () => sockets.size,
    async close() {
      fake.hangUp();
      server.close();
      await once(server, 'close');
    },
  };

  const server = createServer((line) => {
    const socket = fake.isTls ? new TLSSocket(line, { isServer: true, ...fake.certificate }) : line;
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      idling.delete(socket);
    });
    socket.on('error', () => undefined);
    const write = (text: string | Buffer) => void socket.write(text);
    write(`${fake.greeting}\r\n`);
    let rest = '';
    let turn = Promise.resolve();
    socket.on('data', (chunk) => {
      if (fake.isDeaf) return;
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        turn = turn.then(() => obey(line, { socket, write }));
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  fake.port = (server.address() as AddressInfo).port;

  function tellCount(socket: Socket): void {
    known.set(socket, fake.mails.length);
    socket.write(`* ${fake.mails.length} EXISTS\r\n`);
  }

  async function obey(line: string, { socket, write }: { socket: Socket; write: Line['write'] }): Promise<void> {
    const waiting = idling.get(socket);
    if (waiting !== undefined && line.toUpperCase() === 'DONE') {
      idling.delete(socket);
      return write(`${waiting} OK done\r\n`);
    }
    const [tag = '', ...words] = line.split(' ');
    const command = words.join(' ');
    fake.said.push(command);
    if (fake.spoil && (await fake.spoil(command, { tag, write, socket })) !== null) return;
    if (/^IDLE/i.test(command)) {
      idling.set(socket, tag);
      write('+ idling\r\n');
      if (known.get(socket) !== fake.mails.length) tellCount(socket);
      return;
    }
    if (/^SELECT/i.test(command)) known.set(socket, fake.mails.length);
    write(Buffer.concat([answerTo(fake, nextUid, command), Buffer.from(`${tag} OK\r\n`)]));
  }
  return fake;
}

function answerTo(fake: FakeImap, nextUid: number, command: string): Buffer {
  const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
  if (/^CAPABILITY/i.test(command)) return text(`* CAPABILITY ${fake.capabilities}`);
  if (/^(SELECT|EXAMINE)/i.test(command)) {
    return text(
      `* ${fake.mails.length} EXISTS`,
      '* 0 RECENT',
      '* FLAGS (\\Seen \\Deleted)',
      `* OK [UIDVALIDITY ${fake.uidValidity}] numbered`,
      `* OK [UIDNEXT ${nextUid}] next`,
    );
  }
  if (/^LIST/i.test(command)) return text('* LIST () "/" INBOX');
  if (/^UID SEARCH/i.test(command)) {
    const found = fake.mails.filter(({ uid }) => inSet(/UID ([\d:*,]+)$/i.exec(command)?.[1] ?? '1:*', uid, fake));
    return text(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join('')}`);
  }
  if (/^UID FETCH/i.test(command)) {
    const wanted = /^UID FETCH ([\d:*,]+)/i.exec(command)?.[1] ?? '';
    const found = fake.mails.filter(({ uid }) => inSet(wanted, uid, fake));
    return Buffer.concat(found.map((mail) => fetched(mail, fake.mails.indexOf(mail) + 1, command)));
  }
  if (/^UID STORE/i.test(command)) {
    const wanted = /^UID STORE ([\d:*,]+)/i.exec(command)?.[1] ?? '';
    for (const mail of fake.mails) if (inSet(wanted, mail.uid, fake)) mail.flags.add('\\Seen');
  }
  return Buffer.alloc(0);
}

/** One answer to FETCH, with what the command asks for. */
export function fetched(mail: FakeMail, seq: number, command: string): Buffer {
  const items = [`UID ${mail.uid}`];
  if (/INTERNALDATE/i.test(command)) items.push(`INTERNALDATE "${imapDate(mail.at)}"`);
  if (/RFC822\.SIZE/i.test(command)) items.push(`RFC822.SIZE ${mail.bytes.length}`);
  const parts: Buffer[] = [Buffer.from(`* ${seq} FETCH (${items.join(' ')}`)];
  const isHeader = /BODY\.PEEK\[HEADER\]/i.test(command);
  if (isHeader || /BODY\.PEEK\[\]/i.test(command)) {
    const header = mail.bytes.subarray(0, mail.bytes.indexOf('\r\n\r\n') + 4);
    const body = isHeader ? header : mail.bytes;
    parts.push(Buffer.from(` BODY[${isHeader ? 'HEADER' : ''}] {${body.length}}\r\n`), body);
  }
  return Buffer.concat([...parts, Buffer.from(')\r\n')]);
}

function inSet(set: string, uid: number, { mails }: FakeImap): boolean {
  const highest = Math.max(0, ...mails.map((mail) => mail.uid));
  return set.split(',').some((part) => {
    const [a = 0, b] = part.split(':').map((end) => (end === '*' ? highest : Number(end)));
    return b === undefined ? uid === a : uid >= Math.min(a, b) && uid <= Math.max(a, b);
  });
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function imapDate(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  return `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${time} +0000`;
}
