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
  type Hop = { by: string; found: string };
  const passed = 'dmarc=pass (p=REJECT) header.from=padaria.test';
  const list: Hop = { by: 'list.test', found: passed };
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const sealed = async (mail: string, ...hops: Hop[]) => {
    let whole = mail;
    for (const [at, { by, found }] of hops.entries()) {
      const cv: 'none' | 'pass' = at === 0 ? 'none' : 'pass';
      const authResults = `mx.${by}; spf=fail smtp.mailfrom=x@padaria.test; ${found}`;
      const seal = { signingDomain: by, selector: 's1', privateKey, authResults, cv, i: at + 1 };
      whole = (await sealMessage(Buffer.from(whole), seal)).toString() + whole;
    }
    return whole;
  };
  const sealers = ['list.test', 'mail.list.test', 'evil-list.test', 'forwarder.test', 'stranger.test'];
  const names: Zone = {
    ...Object.fromEntries(sealers.map((name) => [`TXT s1._domainkey.${name}`, record])),
    'TXT _dmarc.padaria.test': [['v=DMARC1; p=reject']],
  };
  const told = async (mail: string, trustedSealers: string) => {
    const raw = { bytes: Buffer.from(mail), envelope: {}, receivedAt: new Date(), ownAddresses: [] };
    const parsed = await parseMail({ ...raw, settings: { trustedSealers } }, names);
    if (parsed.kind !== 'message') throw new Error(parsed.kind);
    return parsed.message.verdict;
  };

  test('vouches for the sender where the inbox trusts who sealed it, and says who that was', async () => {
    expect(await told(await sealed(plain, list), 'google.com, List.test')).toEqual({
      status: 'verified',
      by: ['arc:list.test'],
      notes: [],
    });
  });

  test('is written down when it holds, and vouches for nobody by itself', async () => {
    expect(await told(await sealed(plain, list), '')).toEqual({
      status: 'unverified',
      by: ['arc'],
      notes: ['dmarc_fail'],
    });
  });

  test('is not written down when the mail was changed afterwards', async () => {
    const changed = (await sealed(plain, list)).replace('Texto', 'Pague');
    expect(await told(changed, 'list.test')).toMatchObject({ status: 'unverified', by: [] });
  });

  const failed = { by: 'list.test', found: 'dmarc=fail header.from=padaria.test' };
  const stranger = { by: 'stranger.test', found: passed };
  const forwarder = { by: 'forwarder.test', found: 'dmarc=fail header.from=padaria.test' };
  test.each<[sentence: string, hops: Hop[], trusted: string, status: string]>([
    ['a host of a trusted domain', [{ ...list, by: 'mail.list.test' }], 'list.test', 'verified'],
    ['a domain that ends alike', [{ ...list, by: 'evil-list.test' }], 'list.test', 'unverified'],
    ['a forwarder who says that it was not the sender', [failed], 'list.test', 'unverified'],
    [
      'two who are trusted, the first of whom saw the sender',
      [list, forwarder],
      'list.test,forwarder.test',
      'verified',
    ],
    ['a stranger’s word that somebody trusted passed on', [stranger, forwarder], 'forwarder.test', 'unverified'],
    [
      'somebody trusted, passed on by a stranger',
      [list, { ...stranger, found: 'dmarc=none' }],
      'list.test',
      'unverified',
    ],
    [
      'a word about another sender',
      [{ ...list, found: 'dmarc=pass header.from=evil.test' }],
      'list.test',
      'unverified',
    ],
    ['a word about no sender', [{ ...list, found: 'dmarc=pass' }], 'list.test', 'unverified'],
    ['a word about SPF alone', [{ ...list, found: 'dkim=none' }], 'list.test', 'unverified'],
  ])('%s', async (...[_sentence, hops, trusted, status]) => {
    expect((await told(await sealed(plain, ...hops), trusted)).status).toBe(status);
  });

  test('a seal by another key is none', async () => {
    const mail = await sealed(plain, list);
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' });
    const raw = { bytes: Buffer.from(mail), envelope: {}, receivedAt: new Date(), ownAddresses: [] };
    const zoneOfOther = { 'TXT s1._domainkey.list.test': [[`v=DKIM1; k=rsa; p=${other.toString('base64')}`]] };
    const parsed = await parseMail({ ...raw, settings: { trustedSealers: 'list.test' } }, zoneOfOther);
    expect(parsed).toMatchObject({ kind: 'message', message: { verdict: { status: 'unverified', by: [] } } });
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
