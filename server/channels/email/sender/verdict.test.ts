import { generateKeyPairSync } from 'node:crypto';
import { sealMessage } from 'mailauth';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseMail } from '../reading/parse.ts';
import type { Zone } from './lookup.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const record = [[`v=DKIM1; k=rsa; p=${publicKey}`]];
const zone: Zone = {
  'TXT s1._domainkey.padaria.test': record,
  'TXT s1._domainkey.evil.test': record,
  'TXT _dmarc.padaria.test': [['v=DMARC1; p=reject']],
  'TXT padaria.test': [['v=spf1 ip4:8.8.4.4 -all']],
};
const plain =
  'From: Carla <carla@padaria.test>\r\nTo: support@desk.test\r\nSubject: Oi\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@padaria.test>\r\n\r\nTexto\r\n';

let signed = '';
let signedByOther = '';
beforeAll(async () => {
  signed = (await signature('padaria.test')) + plain;
  signedByOther = (await signature('evil.test')) + plain;
});

async function signature(signingDomain: string): Promise<string> {
  const privateKey = keys.privateKey.export({ type: 'pkcs1', format: 'pem' });
  const { signatures } = await dkimSign(plain, { signatureData: [{ signingDomain, selector: 's1', privateKey }] });
  return signatures;
}

async function verdict(mail: string, envelope: Record<string, unknown> = {}, answers: Zone = zone) {
  const raw = { bytes: Buffer.from(mail), envelope, receivedAt: new Date(), ownAddresses: ['support@desk.test'] };
  const parsed = await parseMail(raw, answers);
  if (parsed.kind !== 'message') throw new Error(parsed.kind);
  return parsed.message.verdict;
}
const fromInternet = (remoteAddress: string) => ({
  remoteAddress,
  helo: 'mx.padaria.test',
  from: 'carla@padaria.test',
});

describe('a sender is verified', () => {
  test('by a signature of the same domain and its DMARC record', async () => {
    expect(await verdict(signed)).toEqual({ status: 'verified', by: ['dmarc', 'dkim:padaria.test'], notes: [] });
  });

  test('by a signature of the same domain where there is no DMARC record', async () => {
    const noDmarc = { 'TXT s1._domainkey.padaria.test': record };
    expect(await verdict(signed, {}, noDmarc)).toEqual({ status: 'verified', by: ['dkim:padaria.test'], notes: [] });
  });

  test('by SPF through DMARC, when it came to our own door', async () => {
    expect(await verdict(plain, fromInternet('8.8.4.4'))).toEqual({
      status: 'verified',
      by: ['dmarc', 'spf'],
      notes: [],
    });
  });
});

describe('a chain of servers that sealed what they found (ARC)', () => {
  const sealed = async (mail: string) => {
    const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const authResults = 'list.test; dmarc=pass header.from=padaria.test';
    const seal = { signingDomain: 'list.test', selector: 's1', privateKey, authResults, cv: 'none' as const, i: 1 };
    return (await sealMessage(Buffer.from(mail), seal)).toString() + mail;
  };
  const names = { 'TXT s1._domainkey.list.test': record };

  test('is written down when it holds, and vouches for nobody by itself', async () => {
    expect(await verdict(await sealed(plain), {}, names)).toEqual({ status: 'unverified', by: ['arc'], notes: [] });
  });

  test('is not written down when the mail was changed afterwards', async () => {
    const changed = (await sealed(plain)).replace('Texto', 'Pague');
    expect(await verdict(changed, {}, names)).toMatchObject({ status: 'unverified', by: [] });
  });
});

describe('a sender is not verified', () => {
  test('by the signature of somebody else', async () => {
    expect(await verdict(signedByOther)).toEqual({
      status: 'unverified',
      by: [],
      notes: ['dmarc_fail', 'dkim_other_domain'],
    });
  });

  test('when the words were changed after signing', async () => {
    const { status, notes } = await verdict(signed.replace('Texto', 'Pague'));
    expect({ status, notes }).toEqual({ status: 'unverified', notes: ['dmarc_fail', 'dkim_fail'] });
  });

  test('when a second From was put above the signed one', async () => {
    const { status, notes } = await verdict(`From: boss@bank.test\r\n${signed}`);
    expect({ status, notes }).toEqual({ status: 'unverified', notes: ['from_several'] });
  });

  test('by an address that SPF forbids', async () => {
    const { status, notes } = await verdict(plain, fromInternet('9.9.9.9'));
    expect({ status, notes }).toEqual({ status: 'unverified', notes: ['dmarc_fail', 'spf_fail'] });
  });

  test('by a header that says so', async () => {
    const claims = 'Authentication-Results: desk.test; dmarc=pass header.from=padaria.test\r\nReceived-SPF: pass\r\n';
    expect(await verdict(claims + plain)).toEqual({ status: 'unverified', by: [], notes: ['nothing_to_check'] });
  });

  test('because it came from our own machine or network', async () => {
    for (const address of ['127.0.0.1', '::1', '10.0.0.4', '192.168.1.9', '::ffff:127.0.0.1']) {
      expect((await verdict(plain, fromInternet(address))).notes).toEqual(['nothing_to_check']);
    }
  });

  test('while DNS does not answer, and that is said', async () => {
    const { status, notes } = await verdict(signed, {}, 'unavailable');
    expect(status).toBe('unverified');
    expect(notes).toContain('dns_unavailable');
  });

  test('as one of our own addresses without this being noted', async () => {
    const { notes } = await verdict(plain.replace('carla@padaria.test', 'support@desk.test'));
    expect(notes).toEqual(['own_address', 'nothing_to_check']);
  });
});

describe('where an inbox trusts a server’s checks (T18)', () => {
  const told = async (fields: string, trustedServers: string, more: { envelope?: object; mail?: string } = {}) => {
    const parsed = await parseMail(
      {
        bytes: Buffer.from(fields + (more.mail ?? plain)),
        envelope: { ...more.envelope },
        receivedAt: new Date(),
        ownAddresses: ['support@desk.test'],
        settings: { trustedServers },
      },
      {},
    );
    if (parsed.kind !== 'message') throw new Error(parsed.kind);
    return parsed.message.verdict;
  };
  const passed =
    'mx.provider.test 1; spf=pass smtp.mailfrom=carla@padaria.test; dmarc=pass (p=REJECT) header.from=padaria.test';
  const field = (value: string) => `Authentication-Results: ${value}\r\n`;

  test('its DMARC verifies the sender, and nobody else’s does', async () => {
    expect(await told(field(passed), 'mx.provider.test')).toEqual({
      status: 'verified',
      by: ['dmarc', 'spf'],
      notes: [],
    });
    expect((await told(field(passed), '')).status).toBe('unverified');
    expect((await told(field(passed.replace('mx.provider', 'mx.stranger')), 'mx.provider.test')).status).toBe(
      'unverified',
    );
    expect((await told(field(passed), 'topmost')).status).toBe('verified');
  });

  test('only its uppermost word counts, and only about the sender that is shown', async () => {
    const failed = passed.replaceAll('=pass', '=fail');
    const both = field(failed) + field(passed);
    expect(await told(both, 'mx.provider.test')).toMatchObject({ status: 'unverified', notes: ['dmarc_fail'] });
    expect((await told(field('other.test; none') + field(passed), 'topmost')).status).toBe('unverified');
    const ofOther = passed.replace('header.from=padaria.test', 'header.from=evil.test');
    expect((await told(field(ofOther), 'mx.provider.test')).status).toBe('unverified');
    const twoSenders = plain.replace('\r\nTo:', '\r\nFrom: other@evil.test\r\nTo:');
    expect((await told(field(passed), 'mx.provider.test', { mail: twoSenders })).status).toBe('unverified');
  });

  const failed = passed.replaceAll('=pass', '=fail');
  const stranger = passed.replace('mx.provider.test', 'mx.stranger.test');
  test.each([
    [
      'one of the trusted server below one of a stranger',
      field(stranger) + field(passed),
      'mx.provider.test',
      'verified',
    ],
    ['a forged one of a stranger above', field(stranger) + field(failed), 'mx.provider.test', 'unverified'],
    ['a forged one of the trusted name below its own', field(failed) + field(passed), 'mx.provider.test', 'unverified'],
    ['two of the trusted server, the upper one for it', field(passed) + field(failed), 'mx.provider.test', 'verified'],
    ['none', '', 'mx.provider.test', 'unverified'],
    ['none, and topmost', '', 'topmost', 'unverified'],
    [
      'the trusted name in a comment',
      field(stranger.replace('mx.stranger.test', 'mx.stranger.test (mx.provider.test)')),
      'mx.provider.test',
      'unverified',
    ],
    [
      'the trusted name as the end of another',
      field(passed.replace('mx.provider', 'evil-mx.provider')),
      'mx.provider.test',
      'unverified',
    ],
    [
      'the trusted name in a property',
      field(`mx.stranger.test; none reason="mx.provider.test; dmarc=pass"`),
      'mx.provider.test',
      'unverified',
    ],
    ['no result but a name', field('mx.provider.test; none'), 'mx.provider.test', 'unverified'],
    [
      'SPF alone, which speaks of the envelope',
      field('mx.provider.test; spf=pass smtp.mailfrom=padaria.test'),
      'mx.provider.test',
      'unverified',
    ],
    [
      'the trusted name in capitals',
      field(passed.replace('mx.provider', 'MX.Provider')),
      'mx.PROVIDER.test',
      'verified',
    ],
  ])('%s', async (...[_what, fields, trusted, status]) => {
    expect((await told(fields, trusted)).status).toBe(status);
  });

  test('at our own door no field of the mail is believed', async () => {
    const envelope = { remoteAddress: '8.8.8.8', helo: 'x', from: 'carla@padaria.test' };
    expect((await told(field(passed), 'mx.provider.test', { envelope })).status).toBe('unverified');
  });
});
