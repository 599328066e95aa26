import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { type SealingKey, sealedBroken } from './bytes-sealing.ts';

/** What is kept secret and what is proved with SECRET_KEY. Each purpose has a key of its own, derived from it. */
export type Secrets = {
  /** Encrypts a text (a mailbox's password). It opens only with the same context (whose it is). */
  seal(text: string, context: string): string;
  open(sealed: string, context: string): string;
  /** The same for bytes at rest: see bytes-sealing.ts. For its threads too; they never leave the process. */
  sealingKeys: readonly SealingKey[];
  /** A proof nobody else can make: 128 bits, base64url. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, proof: string): boolean;
  /** What is stored of a token: tokens have 256 random bits, so a plain hash is enough. */
  hashToken(token: string): Buffer;
  newToken(): string;
};

const version = 'v1';
const proofBytes = 16;

type Keys = SealingKey & { sign: (purpose: string) => Buffer };

/** SECRET_KEY may hold several, newest first, between commas or on lines of their own: after a rotation the earlier ones still open. */
export function secretsOf(secretKey: string): Secrets {
  const [current = '', ...earlier] = keysIn(secretKey);
  return makeSecrets(current, earlier);
}

export function keysIn(secretKey: string): string[] {
  // Not between spaces: a passphrase is one key.
  const keys = secretKey.split(/[\n,]/).map((key) => key.trim());
  return keys.filter((key) => key !== '');
}

/** `earlier` keys still open and verify what they made; only the current one seals and signs. */
export function makeSecrets(current: string, earlier: readonly string[] = []): Secrets {
  const keys = [current, ...earlier].map(keysOf);
  const newest = keys[0] as Keys;

  return {
    seal: (text, context) => seal(newest, text, context),
    open(sealed, context) {
      const [, keyId] = sealed.split('.');
      const key = keys.find(({ id }) => id === keyId);
      if (!key) throw sealedBroken();
      return open(key, sealed, context);
    },
    sealingKeys: keys.map(({ id, seal }) => ({ id, seal })),
    sign: (purpose, text) => proofOf(newest, purpose, text).toString('base64url'),
    verify(purpose, text, proof) {
      const given = Buffer.from(proof, 'base64url');
      return given.length === proofBytes && keys.some((key) => timingSafeEqual(proofOf(key, purpose, text), given));
    },
    hashToken: (token) => createHash('sha256').update(token).digest(),
    newToken: () => randomBytes(32).toString('base64url'),
  };
}

function keysOf(secretKey: string): Keys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'atende', purpose, 32));
  const derived = new Map<string, Buffer>();
  return {
    id: derive('key id').toString('hex').slice(0, 8),
    seal: derive('seal'),
    sign(purpose) {
      const known = derived.get(purpose) ?? derive(`sign:${purpose}`);
      derived.set(purpose, known);
      return known;
    },
  };
}

/** `v1.<key id>.<iv>.<ciphertext and tag>`. The context is authenticated, so a sealed text cannot be moved to another row. */
function seal(key: Keys, text: string, context: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.seal, iv, { authTagLength: 16 }).setAAD(Buffer.from(context));
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [version, key.id, iv.toString('base64url'), bytes.toString('base64url')].join('.');
}

function open(key: Keys, sealed: string, context: string): string {
  const [made, , iv = '', body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  if (made !== version || bytes.length < 16) throw sealedBroken();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.seal, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw sealedBroken(error);
  }
}

function proofOf(key: Keys, purpose: string, text: string): Buffer {
  return createHmac('sha256', key.sign(purpose)).update(text).digest().subarray(0, proofBytes);
}
