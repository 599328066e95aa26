import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../domain/errors.ts';
import type { ParsedInbound } from '../../channel.ts';
import { type Expected, expectedFirst } from './fixtures/expected.ts';
import { expectedHeaders } from './fixtures/expected-headers.ts';
import { expectedParts } from './fixtures/expected-parts.ts';
import { expectedShapes } from './fixtures/expected-shapes.ts';
import { parseMail } from './parse.ts';

const lists = [expectedFirst, expectedParts, expectedShapes, expectedHeaders];
const expected: Record<string, Expected> = Object.assign({}, ...lists);
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

const refusal = (error: unknown) => {
  if (error instanceof AppError) return { kind: 'refused' as const, refused: error.code };
  throw error;
};

/** The message as the expectations state it. */
function seen(parsed: ParsedInbound | ReturnType<typeof refusal>) {
  if (parsed.kind === 'refused') return { refused: parsed.refused };
  if (parsed.kind === 'receipt') {
    const { externalId, fates } = parsed;
    const [first, ...others] = fates;
    return { receipt: { externalId, ...first, ...(others.length > 0 && { others }) } };
  }
  if (parsed.kind === 'edit') return {};
  const { from, to, cc, html, attachments, sentAt, automatic, verdict, hints, ...same } = parsed.message;
  return {
    ...same,
    from: from?.value ?? null,
    name: from?.name ?? '',
    to: to.map(({ value }) => value),
    copies: cc.map(({ value }) => value),
    html: html !== null,
    markup: html,
    contents: attachments.map(({ bytes }) => Buffer.from(bytes).toString('utf8')),
    attachments: attachments.map(({ bytes: _, ...attachment }) => attachment),
    sentAt: sentAt?.toISOString() ?? null,
    because: automatic.because,
    ...verdict,
    ...hints,
  };
}

/** The row of the test plan a fixture shows. */
const rows: [RegExp, string][] = [
  [/^(parts|nested|header|headers|line|recipients)-/, 'T21'],
  [/^name-/, 'T22'],
  [/^auto-/, 'T13'],
  [/^(charset|body|subject-raw|subject-with)-/, 'T48'],
  [/^date-/, 'T49'],
  [/^from-/, 'T50'],
  [/^(tnef|smime|pgp|calendar|amp)-/, 'T51'],
  [/^(bounce|complaint|question-about-a-bounce|read-receipt)/, 'T52'],
  [/^own-headers/, 'T56'],
  [/^(cid|content-location)-/, 'T59'],
];
const rowOf = (name: string) => rows.flatMap(([shape, row]) => (shape.test(name) ? [` (${row})`] : [])).join('');

describe('a nasty mail is read', () => {
  test('every fixture has an expectation and every expectation a fixture', () => {
    expect(lists.flatMap((list) => Object.keys(list)).sort()).toEqual([...nasty].sort());
  });

  test.each(nasty.map((name) => [`${name}${rowOf(name)}`, name]))('%s', async (_title, name) => {
    const parsed = await parse(readFileSync(join(folder, `${name}.eml`))).catch(refusal);
    expect(seen(parsed)).toMatchObject(expected[name] ?? {});
  });

  test('and no unsigned one is ever verified, whoever it says it is from (T50)', async () => {
    const verdicts = await Promise.all(
      nasty.map(async (name) => {
        const parsed = await parse(readFileSync(join(folder, `${name}.eml`))).catch(() => null);
        return parsed?.kind === 'message' ? `${name}: ${parsed.message.verdict.status}` : null;
      }),
    );
    expect(verdicts.filter((one) => one !== null && !one.endsWith(': unverified'))).toEqual([]);
    expect(verdicts.filter((one) => one !== null).length).toBeGreaterThan(200);
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
