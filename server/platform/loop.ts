import { isUnavailable } from '../../domain/errors.ts';
import { asAppError } from './database/database-errors.ts';
import type { Log } from './log.ts';

type Loop = {
  /** Does not wait for the end of the pause. */
  wake(): void;
  /** Finishes the step in hand. */
  stop(): Promise<void>;
};

type Step = { name: string; log: Log; run(): Promise<number> };

/**
 * Does one step after another for as long as the process lives; `run` answers how many milliseconds to pause. A step that
 * fails is tried again, more slowly each time: a database that is away for a minute is logged once and then simply back.
 */
export function startLoop({ name, log, run }: Step): Loop {
  let isStopped = false;
  let isAwaited = false;
  let failures = 0;
  let endPause: (() => void) | undefined;

  const pause = async (ms: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    endPause = resolve;
    await promise;
    clearTimeout(timer);
    endPause = undefined;
  };
  const step = async () => {
    isAwaited = false;
    try {
      const ms = await run();
      if (failures > 0) log.info({ loop: name }, 'Working again');
      failures = 0;
      return ms;
    } catch (error) {
      tell(log, { name, error, isFirst: failures === 0 });
      failures++;
      return Math.min(5_000, 125 * 2 ** Math.min(failures, 6));
    }
  };
  const go = async () => {
    while (!isStopped) {
      const ms = await step();
      if (!isStopped && !(isAwaited && failures === 0)) await pause(ms);
    }
  };
  const done = go();

  return {
    wake() {
      isAwaited = true;
      if (failures === 0) endPause?.();
    },
    async stop() {
      isStopped = true;
      endPause?.();
      await done;
    },
  };
}

function tell(log: Log, { name, error, isFirst }: { name: string; error: unknown; isFirst: boolean }): void {
  const level = !isFirst ? 'debug' : isUnavailable(asAppError(error)) ? 'warn' : 'error';
  log[level]({ err: error, loop: name }, 'A step failed; it is tried again');
}
