import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../domain/errors.ts';
import { makeWorkerPool } from '../../../platform/threads/worker-pool.ts';
import { parseMail } from './parse.ts';

const envelopeHead = 'From: a@x.test\r\nSubject: N\r\n';
const mixed = `${envelopeHead}Content-Type: multipart/mixed; boundary="b"\r\n\r\n`;
const receivedAt = new Date('2026-11-02T14:00:00Z');
const raw = (bytes: string | Uint8Array) => ({
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
  envelope: {},
  receivedAt,
  ownAddresses: [],
});

async function message(bytes: string | Uint8Array) {
  const parsed = await parseMail(raw(bytes));
  if (parsed.kind !== 'message') throw new Error(`not a message but a ${parsed.kind}`);
  return parsed.message;
}

/** What became of it: read, or the code it is parked with. */
const outcome = (bytes: string | Uint8Array) =>
  parseMail(raw(bytes)).then(
    () => 'read',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const file = (bytes: Uint8Array, type = 'application/octet-stream') =>
  `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;

describe('limits', () => {
  test('a thousand parts are read and a thousand and one refused (T21)', async () => {
    const part = '--b\r\nContent-Type: image/gif\r\n\r\nGIF\r\n';
    expect(await outcome(`${mixed}${part.repeat(999)}--b--`)).toBe('read');
    expect(await outcome(`${mixed}${part.repeat(1000)}--b--`)).toBe('mail_too_many_parts');
  });

  test('parts nested deeper than a hundred are refused (T21)', async () => {
    const level = (depth: number) => `--b${depth}\r\nContent-Type: multipart/mixed; boundary="b${depth + 1}"\r\n\r\n`;
    const nested = Array.from({ length: 150 }, (_, depth) => level(depth)).join('');
    expect(await outcome(mixed.replace('"b"', '"b0"') + nested)).toBe('mail_too_deep');
  });

  test('a header of several megabytes is refused (T21)', async () => {
    expect(await outcome(`From: a@x.test\r\n${'X-Long: words\r\n'.repeat(200_000)}\r\nT`)).toBe(
      'mail_header_too_large',
    );
  });

  test('more than fifty megabytes are refused', async () => {
    expect(await outcome(new Uint8Array(50 * 1024 * 1024 + 1))).toBe('mail_too_large');
  });

  test('what is refused says why in words', async () => {
    const refused = parseMail(raw(`${mixed}${'--b\r\n\r\n'.repeat(1001)}`));
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', message: 'The mail has more than 1000 parts.' });
  });

  test('HTML that would take a parser minutes still gives its words', async () => {
    const html = `${'<div>'.repeat(60_000)}the words`;
    expect((await message(`${envelopeHead}Content-Type: text/html\r\n\r\n${html}`)).text).toBe('the words');
  });

  test('two hundred pictures in place, one of them missing and one huge, are read (T59)', async () => {
    const picture = (at: number) =>
      `--b\r\nContent-Type: image/png\r\nContent-ID: <p${at}@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n`;
    const shown = Array.from({ length: 201 }, (_, at) => `<img src="cid:p${at}@x">`).join('');
    const pictures = Array.from({ length: 199 }, (_, at) => picture(at)).join('');
    const huge = file(new Uint8Array(8_000_000), 'image/png\r\nContent-ID: <p199@x>');
    const html = `--b\r\nContent-Type: text/html\r\n\r\n${shown}words\r\n`;
    const { attachments, text } = await message(`${mixed.replace('mixed', 'related')}${html}${pictures}${huge}--b--`);
    expect(text).toBe('words');
    expect(attachments).toHaveLength(200);
    expect(attachments.every(({ isInline }) => isInline)).toBe(true);
    expect(attachments.at(-1)?.bytes.byteLength).toBe(8_000_000);
  });

  test('an archive is never opened (T21)', async () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    const { attachments } = await message(`${mixed}${file(bomb, 'application/gzip')}--b--`);
    expect(Buffer.from(attachments[0]?.bytes ?? []).equals(bomb)).toBe(true);
  });
});

const u16 = (value: number) => Buffer.from([value & 0xff, value >> 8]);
const u32 = (value: number) => Buffer.concat([u16(value % 0x10000), u16(Math.floor(value / 0x10000))]);
const attribute = (level: number, id: number, bytes: Uint8Array) =>
  Buffer.concat([
    Buffer.from([level]),
    u32(id),
    u32(bytes.byteLength),
    bytes,
    u16(bytes.reduce((sum, byte) => (sum + byte) & 0xffff, 0)),
  ]);
const tnef = (...attributes: Uint8Array[]) => Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
const properties = (...made: Uint8Array[]) => attribute(1, 0x00069003, Buffer.concat([u32(made.length), ...made]));
const binary = (id: number, bytes: Uint8Array, type = 0x102) =>
  Buffer.concat([
    u16(type),
    u16(id),
    u32(1),
    u32(bytes.byteLength),
    bytes,
    new Uint8Array((4 - (bytes.length % 4)) % 4),
  ]);
const packedRtf = (size: number, packed: Uint8Array) =>
  binary(0x1009, Buffer.concat([u32(packed.byteLength + 12), u32(size), u32(0x75465a4c), u32(0), packed]));
const storedRtf = (rtf: string) =>
  binary(0x1009, Buffer.concat([u32(rtf.length + 12), u32(rtf.length), u32(0x414c454d), u32(0), Buffer.from(rtf)]));
const winmail = (bytes: Uint8Array) => `${mixed}${file(bytes, 'application/ms-tnef')}--b--`;
const objectOf = (inner: Uint8Array) =>
  binary(0x3701, Buffer.concat([Buffer.from('0703020000000000c000000000000046', 'hex'), inner]), 0x0d);
const wrapped = (inner: Uint8Array) =>
  tnef(
    attribute(2, 0x00069002, new Uint8Array(14)),
    attribute(2, 0x00069005, Buffer.concat([u32(1), objectOf(inner)])),
  );

const bombs: Record<string, { make: () => string; ends: string }> = {
  'ten thousand parts': { make: () => `${mixed}${'--b\r\n\r\nx\r\n'.repeat(10_000)}`, ends: 'mail_too_many_parts' },
  'a hundred thousand headers': {
    make: () => `${Array.from({ length: 100_000 }, (_, at) => `X-${at}: a\r\n`).join('')}\r\nT`,
    ends: 'read',
  },
  'an attribute of five megabytes': {
    make: () => `${envelopeHead}Content-Type: text/html\r\n\r\n<p title="${'a'.repeat(5_000_000)}">words</p>`,
    ends: 'read',
  },
  'twenty megabytes of quoted-printable': {
    make: () =>
      `${envelopeHead}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${'=3D=3D=3D=3D=3D=3D=3D=3D=\r\n'.repeat(750_000)}`,
    ends: 'read',
  },
  'a million lines that look like the end of a part': {
    make: () => `${mixed}${'-----\r\n'.repeat(1_000_000)}`,
    ends: 'read',
  },
  'a hundred thousand ends of one multipart': { make: () => `${mixed}${'--b--\r\n'.repeat(100_000)}`, ends: 'read' },
  'a file of two hundred thousand uuencoded beginnings': {
    make: () => `${envelopeHead}\r\n${'begin 644 a\r\n#86)C\r\n'.repeat(200_000)}`,
    ends: 'read',
  },
  'winmail.dat whose part claims four gigabytes': {
    make: () => winmail(tnef(Buffer.concat([Buffer.from([1]), u32(0x00069003), u32(0xffffffff)]))),
    ends: 'read',
  },
  'winmail.dat of four thousand million properties': {
    make: () => winmail(tnef(attribute(1, 0x00069003, u32(0xffffffff)))),
    ends: 'read',
  },
  'winmail.dat of values without end': {
    make: () => winmail(tnef(attribute(1, 0x00069003, Buffer.concat([u32(1), u16(0x1003), u16(1), u32(0xffffffff)])))),
    ends: 'read',
  },
  'winmail.dat whose text claims four gigabytes': {
    make: () => winmail(tnef(properties(packedRtf(0xffffffff, new Uint8Array(100))))),
    ends: 'read',
  },
  'winmail.dat whose text copies itself': {
    make: () =>
      winmail(
        tnef(
          properties(
            packedRtf(30_000_000, Buffer.alloc(4_000_000, Buffer.from('ff0cdf0cdf0cdf0cdf0cdf0cdf0cdf0cdf', 'hex'))),
          ),
        ),
      ),
    ends: 'read',
  },
  'winmail.dat with a million brackets': {
    make: () => winmail(tnef(properties(storedRtf(`{\\rtf1${'{'.repeat(1_000_000)}`)))),
    ends: 'read',
  },
  'winmail.dat of ten megabytes of unicode': {
    make: () => winmail(tnef(properties(storedRtf(`{\\rtf1\\uc0 ${'\\u231'.repeat(2_000_000)}}`)))),
    ends: 'read',
  },
  'winmail.dat with five thousand files': {
    make: () =>
      winmail(
        tnef(
          ...Array.from({ length: 5000 }, () =>
            Buffer.concat([attribute(2, 0x00069002, new Uint8Array(14)), attribute(2, 0x0006800f, Buffer.from('x'))]),
          ),
        ),
      ),
    ends: 'mail_too_many_parts',
  },
  'winmail.dat inside winmail.dat, five hundred times': {
    make: () => winmail(Array.from({ length: 500 }).reduce<Uint8Array>((inner) => wrapped(inner), tnef())),
    ends: 'read',
  },
  'a signature of a million open brackets': {
    make: () => `${mixed}${file(Buffer.alloc(2_000_000, Buffer.from([0x30, 0x80])), 'application/pkcs7-mime')}--b--`,
    ends: 'read',
  },
};

describe('a mail made to be heavy', () => {
  test.each(Object.entries(bombs))(
    '%s is read or parked, and the web process goes on (T21)',
    async (_what, bomb) => {
      const bytes = inSharedMemory(Buffer.from(bomb.make())); // to make it is the test's own work, not the desk's
      const watch = watchOwnThread();
      expect(await outcome(bytes)).toBe(bomb.ends);
      expect(watch.longestMs()).toBeLessThan(200);
    },
    60_000,
  );

  test('is killed with its thread at the limit, and the next one is read (T21)', async () => {
    const pool = makeWorkerPool({ threads: 1, memoryMb: 256 });
    const module = new URL('./parse-worker.ts', import.meta.url);
    const heavy = { ...raw(`${envelopeHead}\r\n${'=3D \r\n'.repeat(6_000_000)}`) };
    const light = raw(`${envelopeHead}\r\nwords`);
    const warm = await pool.run({ module, input: light, timeoutMs: 30_000 });
    expect(warm).toMatchObject({ message: { text: 'words' } });
    await expect(pool.run({ module, input: heavy, timeoutMs: 20 })).rejects.toMatchObject({ code: 'worker_timeout' });
    expect(await pool.run({ module, input: light, timeoutMs: 30_000 })).toMatchObject({ message: { text: 'words' } });
    await pool.close();
  }, 60_000);
});

/** As the doors keep large mail: the thread that reads it reads it there. */
function inSharedMemory(bytes: Uint8Array): Buffer {
  const shared = Buffer.from(new SharedArrayBuffer(bytes.byteLength));
  shared.set(bytes);
  return shared;
}

/** The longest this thread computed without letting anybody else in: processor time, so that a busy machine does not count. */
function watchOwnThread() {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = spent();
  let longest = 0;
  const look = () => {
    const now = spent();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 5);
  return {
    longestMs() {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}
