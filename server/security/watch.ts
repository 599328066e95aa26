import { startLoop } from '../platform/loop.ts';
import type { Platform } from '../platform/platform.ts';
import { weighFacts } from './commands/weigh.ts';

/** Together with the half minute an observation waits in memory, a suspicion is seen within a minute. */
const pauseMs = 20_000;

/** Weighs what was seen for as long as the worker lives. */
export function startWatch(p: Platform): { stop(): Promise<void> } {
  return startLoop({
    name: 'suspicions',
    log: p.log,
    async run() {
      await weighFacts(p);
      return pauseMs;
    },
  });
}
