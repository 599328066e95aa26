import { AppError } from '../../../domain/errors.ts';
import { workers } from '../threads/worker-pool.ts';
import { htmlWords } from './html-words.ts';

const module = new URL('./laid-out-text-worker.ts', import.meta.url);

/** The text of HTML with its lists, quotations and links written down; its words alone where that takes more than two seconds. */
export async function laidOutText(html: string): Promise<string> {
  return workers.run<string>({ module, input: { html }, timeoutMs: 2000 }).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'unavailable') throw error;
    return htmlWords(html);
  });
}
