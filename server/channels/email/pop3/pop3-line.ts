import { connect, type Socket } from 'node:net';
import { connect as encrypt } from 'node:tls';
import { AppError } from '../../../../domain/errors.ts';

export type LineLimits = { patienceMs: number; longestLine: number };
type Where = { host: string; port: number };

const plainTls = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;

/** A line to a POP3 server: bytes as they come, cut where the protocol says and nowhere else. */
export class Pop3Line {
  readonly #where: Where;
  readonly #limits: LineLimits;
  #socket: Socket;
  #heard: Buffer[] = [];
  #size = 0;
  #trouble: Error | null = null;
  #news = Promise.withResolvers<void>();

  static async open(where: Where, limits: LineLimits & { isTls: boolean }): Promise<Pop3Line> {
    const { isTls } = limits;
    const line = new Pop3Line(
      where,
      limits,
      isTls ? encrypt({ ...where, ...nameOf(where), ...plainTls }) : connect(where),
    );
    await line.#once(isTls ? 'secureConnect' : 'connect');
    return line;
  }

  private constructor(where: Where, limits: LineLimits, socket: Socket) {
    this.#where = where;
    this.#limits = limits;
    this.#socket = socket;
    this.#listen();
  }

  send(command: string): void {
    this.#socket.write(`${command}\r\n`);
  }

  /** One line, without its end. */
  async line(): Promise<string> {
    for (;;) {
      const all = this.#take();
      const end = all.indexOf('\n');
      this.#giveBack(all.subarray(end + 1));
      if (end >= 0) return all.subarray(0, end).toString('latin1').replace(/\r$/, '');
      if (all.length > this.#limits.longestLine) throw tooMuch(`a line of more than ${this.#limits.longestLine} bytes`);
      await this.#more();
    }
  }

  /** What stands before the line with a dot alone, dots that were doubled on the way single again. */
  async block(mostBytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    let tail = Buffer.from('\r\n'); // the line before the first one has ended
    for (;;) {
      const part = this.#take();
      parts.push(part);
      length += part.length;
      tail = Buffer.concat([tail, part.subarray(-5)]).subarray(-5);
      // Doubled dots see to it that these bytes stand nowhere else; after them the server waits for us.
      if (tail.equals(blockEnd)) return withoutDoubledDots(Buffer.concat(parts, length).subarray(0, length - 3));
      if (length > mostBytes) throw tooMuch(`more than ${mostBytes} bytes in one answer`);
      await this.#more();
    }
  }

  /** Goes on encrypted. Refused where the server said more than it was asked before that. */
  async encrypt(): Promise<void> {
    if (this.#size > 0) {
      throw away('mailbox_injection', 'The server said more than it was asked before the encryption.');
    }
    const socket = this.#socket;
    socket.removeAllListeners();
    socket.on('error', () => undefined);
    this.#socket = encrypt({ socket, ...nameOf(this.#where), ...plainTls });
    this.#listen();
    await this.#once('secureConnect');
  }

  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const socket = this.#socket;
    const end = (trouble: Error) => {
      this.#trouble ??= trouble;
      this.#tell();
    };
    socket.setTimeout(this.#limits.patienceMs, () => {
      end(away('mailbox_silent', 'The mail server does not answer.'));
      socket.destroy();
    });
    socket.on('error', end);
    socket.on('close', () => end(away('mailbox_hung_up', 'The mail server hung up.')));
    socket.on('data', (chunk: Buffer) => {
      this.#heard.push(chunk);
      this.#size += chunk.length;
      // What comes faster than it is taken, or was not asked for, waits at the other side.
      if (this.#heard.length > 1) socket.pause();
      this.#tell();
    });
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }

  async #more(): Promise<void> {
    if (this.#trouble) throw this.#trouble;
    const { promise } = this.#news;
    this.#socket.resume();
    await promise;
  }

  #take(): Buffer {
    const all = Buffer.concat(this.#heard, this.#size);
    this.#heard = [];
    this.#size = 0;
    return all;
  }

  #giveBack(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#heard.unshift(rest);
    this.#size += rest.length;
  }

  async #once(event: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.once(event, resolve);
    this.#socket.once('close', resolve);
    await promise;
    if (this.#trouble) throw this.#trouble;
  }
}

const blockEnd = Buffer.from('\r\n.\r\n');

function withoutDoubledDots(block: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = block[0] === dot ? 1 : 0;
  for (let at = block.indexOf('\r\n.', from); at >= 0; at = block.indexOf('\r\n.', from)) {
    parts.push(block.subarray(from, at + 2));
    from = at + 3;
  }
  return parts.length === 0 ? block.subarray(from) : Buffer.concat([...parts, block.subarray(from)]);
}

const dot = 0x2e;

/** Addresses have no server name to ask for. */
function nameOf({ host }: Where): { servername?: string } {
  return /^[\d.]+$|:/.test(host) ? {} : { servername: host };
}

function tooMuch(what: string): AppError {
  return away('mailbox_too_much', `The mail server sent ${what}.`);
}

function away(code: string, sentence: string): AppError {
  return new AppError('unavailable', code, sentence);
}
