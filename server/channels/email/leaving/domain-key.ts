import { createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import DKIM from 'nodemailer/lib/dkim';
import { z } from 'zod';
import type { DomainKeyRecord, DomainKeys } from '../../channel.ts';
import type { EmailSettings } from '../settings.ts';

// DKIM: what we send is signed with a key whose other half the domain's owner puts into DNS.

const key = z.object({ domain: z.string(), selector: z.string(), privateKey: z.string() });
type Key = z.infer<typeof key>;
const makePair = promisify(generateKeyPair);

export const domainKeys: DomainKeys<EmailSettings> = {
  setting: 'domainKey',
  async make(domain) {
    const { privateKey } = await makePair('rsa', { modulusLength: 2048 });
    const made: Key = {
      domain,
      selector: `atende${Date.now().toString(36)}`,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    return { domainKey: JSON.stringify(made) };
  },
  recordOf: (settings) => {
    const found = keyOf(settings);
    return found === null ? null : recordOf(found);
  },
  sign: (bytes, settings) => signed(bytes, settings),
};

function keyOf({ domainKey }: Pick<EmailSettings, 'domainKey'>): Key | null {
  return domainKey === undefined ? null : key.parse(JSON.parse(domainKey));
}

function recordOf({ domain, selector, privateKey }: Key): DomainKeyRecord {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return { domain, name: `${selector}._domainkey.${domain}`, value: `v=DKIM1; k=rsa; p=${publicKey}` };
}

/** The same bytes with a signature above them, or as they were where the inbox has no key. */
export async function signed(bytes: Buffer, settings: EmailSettings): Promise<Buffer> {
  const found = keyOf(settings);
  if (found === null) return bytes;
  const { domain, selector, privateKey } = found;
  const stream = new DKIM({ domainName: domain, keySelector: selector, privateKey }).sign(bytes);
  return Buffer.concat((await stream.toArray()) as Buffer[]);
}
