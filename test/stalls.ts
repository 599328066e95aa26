export type Stalls = { longestMs: number; beats: number };

/**
 * The longest piece of work this thread did between two beats of a 1 ms timer, in CPU time of this thread alone. A clock
 * would also count what the machine gave to others meanwhile; CPU time grows only with what our own code does in one
 * piece, collecting garbage included.
 */
export function watchStalls(): { stop(): Stalls } {
  const stalls: Stalls = { longestMs: 0, beats: 0 };
  let before = usedMs();
  const timer = setInterval(() => {
    const now = usedMs();
    stalls.longestMs = Math.max(stalls.longestMs, now - before);
    stalls.beats += 1;
    before = now;
  }, 1);
  return {
    stop() {
      clearInterval(timer);
      return stalls;
    },
  };
}

function usedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
