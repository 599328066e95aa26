import { withWords } from './later.ts';
import type { refusals } from './refusals.ts';

let learnt: typeof refusals = {};

/**
 * The sentences of the desk's refusals are many and most pages meet none: they are fetched before the first refusal is thrown.
 * Where that fails, what it says is told by its kind.
 */
export async function learnRefusals(load = () => withWords(import('./refusals.ts'))): Promise<void> {
  const loaded = await load().catch(() => undefined);
  if (loaded !== undefined) learnt = loaded.refusals;
}

/** Nothing when there is no such sentence, or none yet. */
export function refusalInWords(code: string, details: Record<string, unknown>): string | undefined {
  return learnt[code]?.(details);
}
