import { AppError } from '../../../domain/errors.ts';
import { makeWorkerPool } from '../threads/worker-pool.ts';

const pool = makeWorkerPool({ threads: 1, memoryMb: 512, idleMs: 10 * 60_000 });
const module = new URL('./detect-language-worker.ts', import.meta.url);
const timeoutMs = 2_000;

/** More says nothing new of the language, less is a guess: a name, an order number, "ok". */
const enough = 600;
const tooShort = 12;

/**
 * The language of a text as an ISO 639-1 code (`pt`), null where it is too short to tell or nothing is sure. It is only a help: a
 * thread that is overloaded or gone is an unknown language, never a mail that cannot be filed.
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const words = text
    .replace(/\S*[\d@/\\_<>]\S*/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, enough);
  if ((words.match(/\p{L}/gu)?.length ?? 0) < tooShort) return null;
  try {
    return await pool.run<string | null>({ module, input: { text: words }, timeoutMs });
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
