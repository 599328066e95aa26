import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../domain/errors.ts';

type Parameters = { memory: number; passes: number; parallelism: number };

/** The first of OWASP's choices (19 MiB, two passes). Raised here, older hashes are renewed as people sign in. */
const today: Parameters = { memory: 19_456, passes: 2, parallelism: 1 };
const hashBytes = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, today);
  const { memory, passes, parallelism } = today;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** `stored` is null for people without a password or address: it takes the same time and says no. */
export async function checkPassword(
  password: string,
  stored: string | null,
): Promise<{ isRight: boolean; isOutdated: boolean }> {
  const known = stored === null ? null : read(stored);
  const { parameters, salt, hash } = known ?? nobodys;
  const given = await derive(password, salt, parameters);
  const isRight = timingSafeEqual(given, hash) && known !== null;
  return { isRight, isOutdated: isRight && isWeaker(parameters) };
}

const nobodys = { parameters: today, salt: randomBytes(16), hash: randomBytes(hashBytes) };
const shape = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function read(stored: string): typeof nobodys | null {
  const [, memory, passes, parallelism, salt = '', hash = ''] = shape.exec(stored) ?? [];
  const bytes = Buffer.from(hash, 'base64');
  if (bytes.length !== hashBytes) return null;
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { parameters, salt: Buffer.from(salt, 'base64'), hash: bytes };
}

function isWeaker({ memory, passes }: Parameters): boolean {
  return memory < today.memory || passes < today.passes;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

/** Each takes 19 MiB and one of Node's four threads, which the disk needs too: so two at a time, and a short queue. */
const atOnce = 2;
const mostWaiting = 50;
let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  await turn();
  try {
    return await new Promise((resolve, reject) => {
      const input = { message: password.normalize('NFC'), nonce: salt, tagLength: hashBytes, ...parameters };
      argon2('argon2id', input, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

async function turn(): Promise<void> {
  if (running < atOnce) {
    running++;
    return;
  }
  if (waiting.length >= mostWaiting) {
    throw new AppError('unavailable', 'too_many_sign_ins', 'Too many people sign in right now. Try again in a moment.');
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
}
