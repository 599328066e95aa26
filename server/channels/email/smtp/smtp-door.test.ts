import { connect as dial, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import tlsOptions from 'smtp-server/lib/tls-options';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../domain/errors.ts';
import type { Arrival, Connection, Door } from '../../channel.ts';
import { type DoorLimits, openSmtpDoor } from './smtp-door.ts';

const inboxes: Record<string, number> = { 'support@desk.test': 1, 'sales@desk.test': 2, 'hello@desk.test': 1 };
const open = new Set<Connection>();
afterEach(async () => {
  await Promise.all([...open].map((connection) => connection.close()));
  open.clear();
});

async function start(given: Partial<Door> = {}, limits: Partial<DoorLimits> = {}) {
  const kept: Arrival[] = [];
  const door: Door = {
    keep: async (arrival) => {
      kept.push(arrival);
      return { id: `kept-${kept.length}`, isNew: true };
    },
    inboxFor: async (address) => (inboxes[address] === undefined ? null : { id: inboxes[address], uuid: address }),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    config: { host: '127.0.0.1', port: 0, maxBytes: 1_000_000 },
    ...given,
  };
  const connection = await openSmtpDoor(door, { closeMs: 3000, ...limits });
  open.add(connection);
  const port = connection.address?.port ?? 0;
  return { kept, connection, port };
}

async function send(port: number, to: string[], change: Record<string, unknown> = {}) {
  const client = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const mail = {
    from: 'carla@padaria.test',
    to,
    subject: 'Pedido não chegou',
    text: 'Texto',
    messageId: '<one@padaria.test>',
    date: new Date(0),
    ...change,
  };
  return client.sendMail(mail);
}

const refusal = (sending: Promise<unknown>) =>
  sending.then(
    () => 'accepted',
    (error: { responseCode?: number }) => error.responseCode,
  );

describe('recipients', () => {
  test('an address nobody owns is refused with 550', async () => {
    const { port, kept } = await start();
    expect(await refusal(send(port, ['nobody@desk.test']))).toBe(550);
    expect(kept).toEqual([]);
  });

  test('a plus address is its base address, in any case', async () => {
    const { port, kept } = await start();
    await send(port, ['SUPPORT+1z-2b-Secret@desk.test']);
    expect(kept[0]).toMatchObject({ inboxId: 1, envelope: { to: ['SUPPORT+1z-2b-Secret@desk.test'] } });
  });

  test('one mail to two inboxes arrives in each, and once where two addresses are one inbox', async () => {
    const { port, kept } = await start();
    await send(port, ['support@desk.test', 'hello@desk.test', 'sales@desk.test']);
    expect(kept.map(({ inboxId, envelope }) => [inboxId, envelope.to])).toEqual([
      [1, ['support@desk.test', 'hello@desk.test']],
      [2, ['sales@desk.test']],
    ]);
    expect(kept[0]?.key).toBe(kept[1]?.key);
  });

  test('while nobody can tell whose an address is, the sender is asked to come again', async () => {
    const { port } = await start({
      inboxFor: async () => {
        throw new AppError('unavailable', 'database_away', 'The database is away.');
      },
    });
    expect(await refusal(send(port, ['support@desk.test']))).toBe(451);
  });

  test('more recipients than allowed are refused', async () => {
    const { port } = await start({}, { recipients: 1 });
    const info = await send(port, ['support@desk.test', 'sales@desk.test']);
    expect(info.rejected).toEqual(['sales@desk.test']);
  });
});

describe('storing', () => {
  test('250 comes after the bytes are kept, with the session told', async () => {
    const { port, kept } = await start();
    const info = await send(port, ['support@desk.test']);
    expect(info.response).toContain('250 2.0.0 Kept as kept-1');
    expect(kept[0]).toMatchObject({
      externalId: '<one@padaria.test>',
      envelope: { from: 'carla@padaria.test', subject: 'Pedido não chegou', remoteAddress: '127.0.0.1', door: 'smtp' },
    });
    expect(Buffer.from(kept[0]?.bytes ?? []).toString()).toContain('Texto');
  });

  test.each([
    ['the database is away', new AppError('unavailable', 'database_away', 'The database is away.')],
    ['anything else goes wrong', new Error('a bug')],
  ])('451 when %s, so that nothing is lost', async (_what, error) => {
    const { port } = await start({ keep: () => Promise.reject(error) });
    expect(await refusal(send(port, ['support@desk.test']))).toBe(451);
  });

  test('the same mail sent again has the same key, whatever servers on the way wrote on it', async () => {
    const { port, kept } = await start();
    await send(port, ['support@desk.test']);
    await send(port, ['support@desk.test'], { headers: { Received: 'from mx.test', 'X-Spam-Score': '3' } });
    await send(port, ['support@desk.test'], { text: 'Other words' });
    expect(kept[1]?.key).toBe(kept[0]?.key);
    expect(kept[2]?.key).not.toBe(kept[0]?.key);
  });

  test('the null sender is kept as empty, not as unknown', async () => {
    const { port, kept } = await start();
    await send(port, ['support@desk.test'], { envelope: { from: '', to: ['support@desk.test'] } });
    expect(kept[0]?.envelope.from).toBe('');
  });
});

describe('limits', () => {
  const small = { config: { host: '127.0.0.1', port: 0, maxBytes: 20_000 } };

  test('a mail over the size is refused with 552 and the connection lives', async () => {
    const { port, kept } = await start(small);
    expect(await refusal(send(port, ['support@desk.test'], { text: 'x '.repeat(20_000) }))).toBe(552);
    await send(port, ['support@desk.test']);
    expect(kept).toHaveLength(1);
  });

  test('one that hides its size until it is sent is refused as well', async () => {
    const { port, kept } = await start(small);
    const answers = await talk(port, [
      'EHLO x',
      'MAIL FROM:<a@x.test>',
      'RCPT TO:<support@desk.test>',
      'DATA',
      `${'x'.repeat(900)}\r\n`.repeat(60),
      '.',
    ]);
    expect(answers.at(-1)).toMatch(/^552/);
    expect(kept).toEqual([]);
  });

  test('more mail at once than the memory for it is put off with 452', async () => {
    const { port } = await start({}, { bytesInHand: 10_000 });
    expect(await refusal(send(port, ['support@desk.test'], { text: 'x '.repeat(20_000) }))).toBe(452);
    expect((await send(port, ['support@desk.test'])).response).toContain('250');
  });

  test('who says nothing is hung up on', async () => {
    const { port } = await start({}, { idleMs: 200 });
    const socket = dial(port, '127.0.0.1');
    const startedAt = Date.now();
    await ended(socket);
    expect(Date.now() - startedAt).toBeLessThan(3000);
  });

  test('a sender who hangs up within the mail leaves nothing behind', async () => {
    const { port, kept } = await start();
    const socket = dial(port, '127.0.0.1');
    socket.on('error', () => undefined);
    for (const line of ['EHLO x', 'MAIL FROM:<a@x.test>', 'RCPT TO:<support@desk.test>', 'DATA', 'half a ma']) {
      socket.write(`${line}\r\n`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    socket.destroy();
    await send(port, ['support@desk.test']);
    expect(kept).toHaveLength(1);
  });
});

describe('what a sender says', () => {
  test('two mails in one connection are two, each for its own recipients', async () => {
    const { port, kept } = await start();
    const envelope = ['MAIL FROM:<a@x.test>', 'RCPT TO:<support@desk.test>', 'DATA'];
    await talk(port, [
      'EHLO x',
      ...envelope,
      'one',
      '.',
      'MAIL FROM:<a@x.test>',
      'RCPT TO:<sales@desk.test>',
      'DATA',
      'two',
      '.',
    ]);
    expect(kept.map(({ inboxId, bytes }) => [inboxId, Buffer.from(bytes).toString().trim()])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  test.each(['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r\n\u0000.\r\n'])(
    '%j does not end a mail, so no second one is smuggled in it',
    async (end) => {
      const { port, kept } = await start();
      const smuggled = `MAIL FROM:<boss@bank.test>\r\nRCPT TO:<sales@desk.test>\r\nDATA\r\nsmuggled`;
      await talk(port, [
        'EHLO x',
        'MAIL FROM:<a@x.test>',
        'RCPT TO:<support@desk.test>',
        'DATA',
        `one${end}${smuggled}`,
        '.',
      ]);
      expect(kept.map(({ inboxId }) => inboxId)).toEqual([1]);
      expect(Buffer.from(kept[0]?.bytes ?? []).toString()).toContain('smuggled');
    },
  );

  test('a line that begins with a dot keeps it', async () => {
    const { port, kept } = await start();
    await send(port, ['support@desk.test'], { text: '.hidden\n..two' });
    expect(Buffer.from(kept[0]?.bytes ?? []).toString()).toContain('\r\n.hidden\r\n..two');
  });
});

describe('encryption', () => {
  const tlsOf = async (port: number) => {
    const client = createTransport({ host: '127.0.0.1', port, requireTLS: true, tls: { rejectUnauthorized: false } });
    return client.sendMail({ from: 'a@x.test', to: 'support@desk.test', text: 'T' });
  };

  test('is offered with a key and certificate, and not without', async () => {
    const { key, cert } = tlsOptions({}) as { key: string; cert: string };
    const { port, kept } = await start({
      config: { host: '127.0.0.1', port: 0, maxBytes: 1_000_000, tls: { key, cert } },
    });
    expect((await tlsOf(port)).response).toContain('250');
    expect(kept).toHaveLength(1);
    const plain = await start();
    await expect(tlsOf(plain.port)).rejects.toMatchObject({ code: 'ETLS' });
    expect((await talk(plain.port, ['EHLO x', 'STARTTLS'])).at(-1)).toMatch(/^5/);
  });
});

describe('closing', () => {
  test('lets the mail in hand be kept and acknowledged, and hangs up on the idle', async () => {
    let keepNow: () => void = () => undefined;
    const { port, connection, kept } = await start({
      keep: async (arrival) => {
        await new Promise<void>((resolve) => {
          keepNow = resolve;
        });
        kept.push(arrival);
        return { id: 'late', isNew: true };
      },
    });
    const idle = dial(port, '127.0.0.1');
    const sending = send(port, ['support@desk.test']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const closing = connection.close();
    await ended(idle);
    keepNow();
    expect((await sending).response).toContain('Kept as late');
    await closing;
    expect(kept).toHaveLength(1);
    expect(await refusal(send(port, ['support@desk.test']))).toBeUndefined();
  });

  test('a taken port is a clear error', async () => {
    const { port } = await start();
    const second = start({ config: { host: '127.0.0.1', port, maxBytes: 1000 } });
    await expect(second).rejects.toMatchObject({ kind: 'unavailable', code: 'mail_port_taken' });
  });
});

/** Says each line when the one before was answered; what follows DATA goes out at once. */
async function talk(port: number, lines: string[]): Promise<string[]> {
  const socket = dial(port, '127.0.0.1');
  const answers: string[] = [];
  const said = [...lines];
  socket.on('data', (data) => {
    const last = data.toString().trimEnd().split('\r\n').at(-1) ?? '';
    answers.push(last);
    if (/^\d{3}-/.test(last)) return;
    if (last.startsWith('354')) socket.write(`${said.splice(0, said.indexOf('.') + 1).join('\r\n')}\r\n`);
    else if (said.length > 0) socket.write(`${said.shift()}\r\n`);
    else socket.end();
  });
  await ended(socket);
  return answers;
}

function ended(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  socket.resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}
