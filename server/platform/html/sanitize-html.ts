import { AppError } from '../../../domain/errors.ts';
import { workers } from '../threads/worker-pool.ts';
import type { Sanitized, SanitizeInput } from './sanitize-html-worker.ts';

const module = new URL('./sanitize-html-worker.ts', import.meta.url);

/**
 * HTML from a stranger, made fit to be shown in the contained frame. `cid:` pictures keep their `src` for the caller to
 * rewrite; remote ones wait in `data-remote-src`, so that nothing loads by itself (`hasRemote` says whether there are
 * any). HTML that exceeds a limit (512 KB, 200 levels, 2 s) comes back as its words in a paragraph (`isReduced`).
 */
export async function sanitizeHtml(html: string): Promise<Sanitized> {
  return inWorker({ html, wordsOnly: false }, 2000).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'unavailable') throw error;
    return inWorker({ html, wordsOnly: true }, 10_000);
  });
}

function inWorker(input: SanitizeInput, timeoutMs: number): Promise<Sanitized> {
  return workers.run<Sanitized>({ module, input, timeoutMs });
}
