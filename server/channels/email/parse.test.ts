import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../domain/errors.ts';
import type { ParsedInbound } from '../channel.ts';
import { expected } from './fixtures/expected.ts';
import { parseMail } from './parse.ts';

const folder = join(import.meta.dirname, 'fixtures');
const nasty = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -4));

function parse(bytes: Uint8Array | string, envelope: Record<string, unknown> = {}) {
  return parseMail({
    bytes: Buffer.from(bytes),
    envelope,
    receivedAt: new Date('2026-11-02T14:00:00Z'),
    ownAddresses: ['support@desk.test'],
  });
}

async function message(bytes: Uint8Array | string, envelope: Record<string, unknown> = {}) {
  const parsed = await parse(bytes, envelope);
  if (parsed.kind !== 'message') throw new Error(`not a message but a ${parsed.kind}`);
  return parsed.message;
}

/** The message as the expectations state it. */
function seen(parsed: ParsedInbound) {
  if (parsed.kind === 'receipt') {
    const { state, externalId, address, reason } = parsed;
    return { receipt: { state, externalId, address, reason } };
  }
  if (parsed.kind === 'edit') return {};
  const { from, to, html, attachments, sentAt, automatic, verdict, hints, ...same } = parsed.message;
  return {
    ...same,
    from: from?.value ?? null,
    name: from?.name ?? '',
    to: to.map(({ value }) => value),
    html: html !== null,
    attachments: attachments.map(({ bytes: _, ...attachment }) => attachment),
    sentAt: sentAt?.toISOString() ?? null,
    because: automatic.because,
    ...verdict,
    ...hints,
  };
}

describe('a nasty mail is read', () => {
  test('every fixture has an expectation and every expectation a fixture', () => {
    expect(Object.keys(expected).sort()).toEqual([...nasty].sort());
  });

  test.each(nasty)('%s', async (name) => {
    const parsed = await parse(readFileSync(join(folder, `${name}.eml`)));
    expect(seen(parsed)).toMatchObject(expected[name] ?? {});
  });

  test('twice with the same result', async () => {
    const bytes = readFileSync(join(folder, 'nested-multiparts.eml'));
    expect(await parse(bytes)).toEqual(await parse(bytes));
  });
});

describe('what the door knew', () => {
  const mail = 'From: carla@padaria.test\r\nTo: someone@else.test\r\nSubject: N\r\n\r\nTexto';

  test('a recipient of the envelope carries the token that To does not show', async () => {
    const { hints } = await message(mail, { to: ['support+1z-2b-secret@desk.test'] });
    expect(hints.tokens).toEqual(['1z-2b-secret']);
  });

  test('mail without From is that of its envelope sender', async () => {
    const { from, verdict } = await message('Subject: N\r\n\r\nTexto', { from: 'carla@padaria.test' });
    expect(from?.value).toBe('carla@padaria.test');
    expect(verdict.status).toBe('unverified');
  });

  test('the null sender is a machine', async () => {
    const { automatic } = await message(mail, { from: '' });
    expect(automatic).toEqual({ is: true, because: 'null_sender' });
  });

  test('an envelope of another door, with anything in it, is no obstacle', async () => {
    const { text } = await message(mail, { from: 7, to: 'x', remoteAddress: null });
    expect(text).toBe('Texto');
  });
});

test('one unlabelled Portuguese word is not taken for Russian', async () => {
  const mail = Buffer.from('From: a@x.test\r\nSubject: N\r\n\r\nação', 'latin1');
  expect((await message(mail)).text).toBe('ação');
});

describe('a token', () => {
  test('inside a Message-ID stays a reference: those travel on to people we never wrote to', async () => {
    const ours = '<t.1z-2b-abcdefghijklmnopqrstuvwxyz.01930000-0000-7000-8000-000000000001@desk.test>';
    const { hints } = await message(`From: a@x.test\r\nReferences: ${ours}\r\nSubject: N\r\n\r\nT`);
    expect(hints).toMatchObject({ tokens: [], references: [ours] });
  });
});

describe('a picture written into the HTML itself', () => {
  test('is shown in place like one that came as a part', async () => {
    const picture = Buffer.alloc(900_000, 7).toString('base64');
    const html = `<p>Veja <img alt="x" src="data:image/jpg;base64,${picture}"> e <IMG SRC='data:image/png;base64,iVBORw0K'></p>`;
    const mail = `From: a@x.test\r\nSubject: N\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`;
    const { html: lifted, attachments } = await message(mail);
    expect(lifted).toBe(
      `<p>Veja <img alt="x" src="cid:picture-1@html.invalid"> e <IMG SRC='cid:picture-2@html.invalid'></p>`,
    );
    expect(
      attachments.map(({ name, contentType, isInline, bytes }) => [name, contentType, isInline, bytes.length]),
    ).toEqual([
      ['picture-1.jpg', 'image/jpeg', true, 900_000],
      ['picture-2.png', 'image/png', true, 6],
    ]);
  });

  test('of a kind that can carry scripts stays where it is, for the cleaning to take out', async () => {
    const mail = 'From: a@x.test\r\nContent-Type: text/html\r\n\r\n<img src="data:image/svg+xml;base64,PHN2Zz4=">T';
    expect((await message(mail)).attachments).toEqual([]);
  });
});

describe('limits', () => {
  const code = async (bytes: string | Uint8Array) =>
    parse(bytes).then(
      () => 'read',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  const head = 'From: a@x.test\r\nSubject: N\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n';

  test('a thousand parts are read and a thousand and one refused', async () => {
    const part = '--b\r\nContent-Type: image/gif\r\n\r\nGIF\r\n';
    expect(await code(`${head}${part.repeat(999)}--b--`)).toBe('read');
    expect(await code(`${head}${part.repeat(1000)}--b--`)).toBe('mail_too_many_parts');
  });

  test('parts nested deeper than a hundred are refused', async () => {
    const level = (depth: number) => `--b${depth}\r\nContent-Type: multipart/mixed; boundary="b${depth + 1}"\r\n\r\n`;
    const nested = Array.from({ length: 150 }, (_, depth) => level(depth)).join('');
    expect(await code(head.replace('"b"', '"b0"') + nested)).toBe('mail_unreadable');
  });

  test('a header of several megabytes is refused', async () => {
    expect(await code(`From: a@x.test\r\n${'X-Long: words\r\n'.repeat(200_000)}\r\nT`)).toBe('mail_unreadable');
  });

  test('more than fifty megabytes are refused', async () => {
    expect(await code(new Uint8Array(50 * 1024 * 1024 + 1))).toBe('mail_too_large');
  });

  test('HTML that would take a parser minutes still gives its words', async () => {
    const mail = `From: a@x.test\r\nSubject: N\r\nContent-Type: text/html\r\n\r\n${'<div>'.repeat(60_000)}the words`;
    const startedAt = performance.now();
    expect((await message(mail)).text).toBe('the words');
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
