import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../../domain/errors.ts';

/** One of the desk's keys, as bytes at rest need it. */
export type SealingKey = { id: string; seal: Uint8Array };

const mark = Buffer.from('ATN1');
const [keyIdBytes, ivBytes, tagBytes] = [4, 12, 16];
const headBytes = mark.length + keyIdBytes + ivBytes;
/** How much longer a sealed file is than its bytes. */
export const sealedExtra = headBytes + tagBytes;

/**
 * Bytes at rest, sealed with the newest of the keys: mark, key id and iv; the ciphertext, as long as the bytes; the tag. In
 * pieces, since putting them together would copy them once more.
 */
export function sealBytes(keys: readonly SealingKey[], bytes: Uint8Array, context: string): Uint8Array[] {
  const [key] = keys as [SealingKey];
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key.seal, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(context));
  const body = cipher.update(bytes);
  cipher.final();
  return [Buffer.concat([mark, Buffer.from(key.id, 'hex'), iv]), body, cipher.getAuthTag()];
}

/** Opens what any of the keys sealed. All of it or nothing: the seal proves itself only at its end. */
export function openBytes(keys: readonly SealingKey[], sealed: Buffer, context: string): Buffer {
  const key = keys.find(({ id }) => id === keyIdOf(sealed));
  if (!key) throw sealedBroken();
  try {
    const iv = sealed.subarray(headBytes - ivBytes, headBytes);
    const decipher = createDecipheriv('aes-256-gcm', key.seal, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-tagBytes));
    const bytes = decipher.update(sealed.subarray(headBytes, -tagBytes));
    decipher.final();
    return bytes;
  } catch (error) {
    throw sealedBroken(error);
  }
}

/** False for what an earlier key sealed: it opens still, and is sealed anew after a rotation. */
export function isOfNewestKey([newest]: readonly SealingKey[], sealed: Buffer): boolean {
  return keyIdOf(sealed) === newest?.id;
}

function keyIdOf(sealed: Buffer): string | null {
  if (sealed.length < sealedExtra || !sealed.subarray(0, mark.length).equals(mark)) return null;
  return sealed.subarray(mark.length, mark.length + keyIdBytes).toString('hex');
}

export function sealedBroken(cause?: unknown): AppError {
  return new AppError('invalid', 'secret_unreadable', 'This secret was sealed with another key, or changed since.', {
    cause,
  });
}
