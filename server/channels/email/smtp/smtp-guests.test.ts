import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectEncrypted, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { selfSigned } from '../../../../test/certificate.ts';
import { atData, smtpTalk } from '../../../../test/smtp-talk.ts';
import type { Arrival, Connection, Door } from '../../channel.ts';
import { type DoorLimits, openSmtpDoor } from './smtp-door.ts';

const open = new Set<Connection>();
afterEach(async () => {
  await Promise.all([...open].map((connection) => connection.close()));
  open.clear();
});

const certificate = selfSigned();

async function start(limits: Partial<DoorLimits> = {}, config: Partial<Door['config']> = {}) {
  const kept: Arrival[] = [];
  const door: Door = {
    async keep(arrival) {
      kept.push(arrival);
      return { id: 'one', isNew: true };
    },
    inboxFor: async (address) => (address === 'support@desk.test' ? { id: 1, uuid: 'one' } : null),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    config: { host: '127.0.0.1', port: 0, maxBytes: 20_000, ...config },
  };
  const connection = await openSmtpDoor(door, { closeMs: 1_000, ...limits });
  open.add(connection);
  return { kept, connection, port: connection.address?.port ?? 0 };
}

describe('the door says', () => {
  test('how large a mail may be, and refuses a larger one before it is sent', async () => {
    const { port } = await start();
    const talk = await smtpTalk(port);
    expect(await talk.say('EHLO x')).toContain('SIZE 20000');
    expect(await talk.say('MAIL FROM:<a@x.test> SIZE=20001')).toMatch(/^552/);
    expect(await talk.say('MAIL FROM:<a@x.test> SIZE=20000')).toMatch(/^250/);
    talk.hangUp();
  });

  test('that it can encrypt only where it has a certificate', async () => {
    const plain = await smtpTalk((await start()).port);
    expect(await plain.say('EHLO x')).not.toContain('STARTTLS');
    expect(await plain.say('STARTTLS')).toMatch(/^5/);
    const able = await smtpTalk((await start({}, { tls: certificate })).port);
    expect(await able.say('EHLO x')).toContain('STARTTLS');
    for (const talk of [plain, able]) talk.hangUp();
  });
});

describe('who means harm is sent away', () => {
  test('whoever tries one name after the other', async () => {
    const { port } = await start({ wrongRecipients: 5 });
    const talk = await smtpTalk(port);
    await talk.say('EHLO x');
    await talk.say('MAIL FROM:<a@x.test>');
    for (let nth = 1; nth < 5; nth++) expect(await talk.say(`RCPT TO:<name${nth}@desk.test>`)).toMatch(/^550/);
    expect(await talk.say('RCPT TO:<name5@desk.test>')).toMatch(/^421/);
    await expect(talk.say('RCPT TO:<support@desk.test>')).rejects.toThrow('hung up');
  });

  test('whoever says what nobody understands, again and again', async () => {
    const talk = await smtpTalk((await start()).port);
    const answers: string[] = [];
    for (let nth = 0; nth < 10; nth++) answers.push(await talk.say('HACK ME'));
    expect(answers[0]).toMatch(/^500/);
    expect(answers.at(-1)).toMatch(/^421/);
  });

  test('whoever sends a command without end', async () => {
    const { port } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'data');
    let heard = '';
    socket.on('data', (data: Buffer) => {
      heard += data;
    });
    socket.write('x'.repeat(5_000));
    await once(socket, 'close');
    expect(heard).toMatch(/^421 .*too long/);
  });

  test('too many from one network at once; another is served when one of them is gone', async () => {
    const { port } = await start({ perNetwork: 2 });
    const [first, second] = [await smtpTalk(port), await smtpTalk(port)];
    const third = connect(port, '127.0.0.1');
    third.on('error', () => undefined);
    const [said] = (await once(third, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^421 .*Too many connections/);
    first.hangUp();
    await expect
      .poll(async () =>
        (
          await smtpTalk(port)
            .then((talk) => talk.say('NOOP'))
            .catch(() => '')
        ).slice(0, 3),
      )
      .toBe('250');
    second.hangUp();
  });

  test('whoever stays too long, though never within a mail', async () => {
    const { port, kept } = await start({ sessionMs: 400 });
    const busy = await atData(port, 'support@desk.test');
    const idle = await smtpTalk(port);
    expect(await idle.say(null)).toMatch(/^421 .*Long enough/);
    await sleep(300);
    busy.write('Subject: slow\r\n\r\nwords\r\n');
    expect(await busy.say('.')).toMatch(/^250/);
    expect(kept).toHaveLength(1);
    expect(await busy.say(null)).toMatch(/^421/);
  });

  test('whoever lets a mail trickle for ever', async () => {
    const { port, kept } = await start({ mailMs: 300 });
    const talk = await atData(port, 'support@desk.test');
    const trickle = setInterval(() => talk.write('x'), 20);
    const said = await talk.say(null).finally(() => clearInterval(trickle));
    expect(said).toMatch(/^421 .*too long/);
    expect(kept).toEqual([]);
  });
});

describe('encryption', () => {
  test('commands slipped in before it begins are not obeyed', async () => {
    const { port, kept } = await start({}, { tls: certificate });
    const { secure, heard } = await encrypted(
      port,
      'STARTTLS\r\nMAIL FROM:<boss@bank.test>\r\nRCPT TO:<support@desk.test>\r\n',
    );
    secure.write('DATA\r\n');
    await expect.poll(() => heard()).toMatch(/^503/);
    expect(heard()).not.toContain('250');
    expect(kept).toEqual([]);
    secure.destroy();
  });

  test('a renewed certificate is shown to whoever comes next', async () => {
    const { port, connection } = await start({}, { tls: certificate });
    const before = await encrypted(port, 'STARTTLS\r\n');
    connection.renew?.(selfSigned('renewed.test'));
    const after = await encrypted(port, 'STARTTLS\r\n');
    const names = [before, after].map(({ secure }) => secure.getPeerCertificate().subject.CN);
    expect(names).toEqual(['localhost', 'renewed.test']);
    for (const { secure } of [before, after]) secure.destroy();
  });
});

/** Says hello, then `command` in one piece, and encrypts the line. */
async function encrypted(port: number, command: string): Promise<{ secure: TLSSocket; heard(): string }> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'data');
  socket.write('EHLO x\r\n');
  await once(socket, 'data');
  socket.write(command);
  await once(socket, 'data');
  const secure = connectEncrypted({ socket, rejectUnauthorized: false });
  secure.on('error', () => undefined);
  await once(secure, 'secureConnect');
  let heard = '';
  secure.on('data', (data: Buffer) => {
    heard += data;
  });
  return { secure, heard: () => heard };
}
