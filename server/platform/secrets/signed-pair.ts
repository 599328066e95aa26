import type { Secrets } from './secrets.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const shape = /(?:^|[^a-z0-9])([0-9a-z]{1,11})-([0-9a-z]{1,11})-([a-z2-7]{26})(?:$|[^a-z0-9])/i;

/**
 * Two ids and a 128-bit proof that we wrote them down, for one purpose: `<first>-<second>-<proof>`, 30 to 50 letters and
 * digits in lower case. It must survive as the local part of an address (at most 64, and some mail programs change its
 * case) and inside a Message-ID. What was made for one purpose proves nothing for another.
 */
export function makeSignedPair(secrets: Secrets, purpose: string, [first, second]: readonly [number, number]): string {
  const proof = secrets.sign(purpose, `${first}:${second}`);
  return `${first.toString(36)}-${second.toString(36)}-${toBase32(Buffer.from(proof, 'base64url'))}`;
}

/** Reads a pair from a word that may carry one (a token, an address, a Message-ID). Null unless the proof holds. */
export function readSignedPair(secrets: Secrets, purpose: string, word: string): [number, number] | null {
  const [, one, other, letters] = shape.exec(word.toLowerCase()) ?? [];
  if (one === undefined || other === undefined || letters === undefined) return null;
  const [first, second] = [Number.parseInt(one, 36), Number.parseInt(other, 36)];
  const proof = fromBase32(letters).toString('base64url');
  return secrets.verify(purpose, `${first}:${second}`, proof) ? [first, second] : null;
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(letters: string): Buffer {
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
