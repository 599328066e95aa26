import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { connect as encrypt } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selfSigned } from '../../test/certificate.ts';
import { freePort } from '../../test/free-port.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { openDoors } from './doors.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const files = () => ({
  cert: path.join(desk.p.config.dataDir, 'cert.pem'),
  key: path.join(desk.p.config.dataDir, 'key.pem'),
});

async function store({ cert, key }: { cert: string; key: string }) {
  await writeFile(files().cert, cert);
  await writeFile(files().key, key);
}

test('the SMTP door encrypts with the certificate in the files, and with a renewed one without a restart', async () => {
  await store(selfSigned('first.test'));
  const mailPort = await freePort();
  const p = { ...desk.p, config: { ...desk.p.config, mailPort, mailTls: files() } };
  const doors = await openDoors(p, { renewMs: 50 });
  try {
    expect(await nameShown(mailPort)).toBe('first.test');
    await store(selfSigned('second.test'));
    await expect.poll(() => nameShown(mailPort)).toBe('second.test');
  } finally {
    await doors.close();
  }
});

test('a certificate that cannot be read stops the start, with its name', async () => {
  await rm(files().key);
  const p = { ...desk.p, config: { ...desk.p.config, mailPort: await freePort(), mailTls: files() } };
  await expect(openDoors(p)).rejects.toMatchObject({
    code: 'certificate_unreadable',
    message: expect.stringMatching(/^MAIL_TLS_KEY: .*key\.pem cannot be read \(ENOENT\)/),
  });
});

async function nameShown(port: number): Promise<string | undefined> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data');
    for (const command of ['EHLO x', 'STARTTLS']) {
      socket.write(`${command}\r\n`);
      await once(socket, 'data');
    }
    const secure = encrypt({ socket, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    return String(secure.getPeerCertificate().subject.CN);
  } finally {
    socket.destroy();
  }
}
