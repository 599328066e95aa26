import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { describe, expect, test } from 'vitest';
import type { Zone } from '../sender/lookup.ts';
import { parseMail } from './parse.ts';
import { sendersIn } from './people.ts';

/** Somebody who may sign for evil.test writes any From they like: verified is evil.test or nobody. */

const keys = generateKeyPairSync('rsa', { modulusLength: 1024 });
const privateKey = keys.privateKey.export({ type: 'pkcs1', format: 'pem' });
const record = [[`v=DKIM1; k=rsa; p=${keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`]];
const zone: Zone = {
  'TXT s1._domainkey.evil.test': record,
  'TXT _dmarc.evil.test': [['v=DMARC1; p=none']],
  'TXT _dmarc.evil.test.br': [['v=DMARC1; p=none']],
};

async function filed(from: string, headers = '') {
  const mail = `${headers}From: ${from}\r\nTo: support@desk.test\r\nSubject: Oi\r\nMessage-ID: <1@x.test>\r\n\r\nTexto\r\n`;
  const { signatures } = await dkimSign(mail, {
    signatureData: [{ signingDomain: 'evil.test', selector: 's1', privateKey }],
  });
  const raw = { bytes: Buffer.from(signatures + mail), envelope: {}, receivedAt: new Date(), ownAddresses: [] };
  const parsed = await parseMail(raw, zone);
  if (parsed.kind !== 'message') throw new Error(parsed.kind);
  return { sender: parsed.message.from?.value ?? null, status: parsed.message.verdict.status };
}

describe('a signature of one domain vouches for nobody of another (T16, T18, T50)', () => {
  test('and does for its own', async () => {
    for (const from of [
      'ana@evil.test',
      'Ana <ana@evil.test>',
      '"Ana, <a> (b)" <ana@evil.test>',
      'ana@evil.test (Ana)',
    ]) {
      expect(await filed(from), from).toEqual({ sender: 'ana@evil.test', status: 'verified' });
    }
  });

  test.each([
    'ana@evil.test(comment).br',
    'ana@evil.test (comment) .br',
    'ana@evil.test\t.br',
    '"x y"@evil.test, ana@desk.test',
    'x y@evil.test, ana@desk.test',
    '@evil.test, ana@desk.test',
    'x@evil.test>, ana@desk.test',
    '<x@evil.test> (comment) <ana@desk.test>',
    '<x@evil.test> <ana@desk.test>',
    'ana@desk.test?.evil.test',
    'ana@desk.test#.evil.test',
    'ana@desk.test/.evil.test',
    'ana@desk.test\\.evil.test',
    'ana@desk.test\u0001.evil.test',
    'G: x@evil.test; ana@desk.test',
    'x@evil.test\\, ana@desk.test',
    '=?utf-8?Q?x=40evil.test=2C?= ana@desk.test',
  ])('written as %j', async (from) => {
    const { sender, status } = await filed(from);
    expect(status === 'unverified' || sender?.endsWith('@evil.test')).toBe(true);
  });

  test.each([
    'From : ana@desk.test\r\n',
    'from:ana@desk.test\r\n',
    '\ufeffFrom: ana@desk.test\r\n',
    'X: y\r\nFrom:\r\n ana@desk.test\r\n',
  ])('nor with %j before it', async (other) => {
    const { sender, status } = await filed('x@evil.test', other);
    expect(status === 'unverified' || sender === 'x@evil.test').toBe(true);
  });

  test('however From is made of pieces', async () => {
    const piece = fc.constantFrom(
      ...[
        'x@evil.test',
        'ana@desk.test',
        '@evil.test',
        '.br',
        '@',
        '<',
        '>',
        '(',
        ')',
        '"',
        '\\',
        ',',
        ';',
        ':',
        ' ',
        '\t',
      ],
      ...['Ana', '=?utf-8?Q?', '?=', '=40', 'é', '\u3000', '\ufeff', "'", '[', ']', '.', '?', '#', '/', '%2e'],
    );
    const from = fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(''));
    const holds = async (written: string) => {
      const { sender, status } = await filed(written);
      if (status === 'verified') expect(sender?.slice(sender.lastIndexOf('@'))).toBe('@evil.test');
    };
    await fc.assert(fc.asyncProperty(from, holds), { numRuns: 500 });
  }, 120_000);
});

test('a sender is clear only when the field says one address, and always when it says it plainly', () => {
  const name = fc.stringMatching(/^[A-Za-z ]{0,20}$/);
  const address = fc.constantFrom('ana@desk.test', 'Carla.Dias+x@padaria.test', "o'brien@x.test");
  fc.assert(
    fc.property(name, address, (said, one) => {
      for (const field of [`${said} <${one}>`, `"${said}" <${one}>`, one, ` <${one}> `]) {
        expect(sendersIn([field]), field).toMatchObject({ isClear: true, senders: [{ value: one.toLowerCase() }] });
      }
      expect(sendersIn([one, one]).isClear).toBe(false);
      expect(sendersIn([`${one}, other@x.test`]).isClear).toBe(false);
    }),
  );
});
