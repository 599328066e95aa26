/** Waits; ends early, and without an error, when `signal` is given. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) return Promise.resolve();
  const end = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    resolve();
  };
  const timer = setTimeout(end, ms);
  signal.addEventListener('abort', end);
  return promise;
}

/** Waits for whichever comes first; a timer that lost is taken down with the rest. */
export async function pauseOr(ms: number, signal: AbortSignal, others: readonly Promise<unknown>[]): Promise<void> {
  const ending = new AbortController();
  await Promise.race([pause(ms, AbortSignal.any([signal, ending.signal])), ...others]);
  ending.abort();
}
