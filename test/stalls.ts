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

/** CPU time of one fixed piece of work when nobody shares the caches and the clock of a processor of 2024. */
const aloneMs = 4.6;
const words = 'Não consigo emitir a nota fiscal eletrônica. '.repeat(4_000);

/** How many times longer than alone a fixed piece of work takes this thread just now: what neighbours make of the machine, 1 at least. */
export function slowness(): number {
  const tries = Array.from({ length: 15 }, () => {
    const before = usedMs();
    words
      .normalize('NFD')
      .toLowerCase()
      .split(/[^\p{L}]+/u);
    return usedMs() - before;
  });
  const [middle = aloneMs] = tries.toSorted((a, b) => a - b).slice(7);
  return Math.max(1, middle / aloneMs);
}

function usedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
