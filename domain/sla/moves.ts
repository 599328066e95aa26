import type { SlaClock } from './clock.ts';

/** When the first of a ticket's promises is due; null while none is. */
export function nextDueOf(clocks: readonly Pick<SlaClock, 'end' | 'dueAt'>[]): Date | null {
  const due = clocks.flatMap(({ end, dueAt }) => (end === null && dueAt !== null ? [dueAt.getTime()] : []));
  return due.length === 0 ? null : new Date(Math.min(...due));
}

/** When a ticket is due by the rules of now, and when it would be by others. */
export type DueMove = { from: Date | null; to: Date | null };

/** How many would be due at another time. `begin` and `end`: due at all, or no longer. `lateAtOnce` is part of the others. */
export type MoveCount = { earlier: number; later: number; begin: number; end: number; lateAtOnce: number };

/** What a change of the rules would move: those that would be late at once first, then by the new due time. */
export function movesAmong<Ticket extends DueMove>(
  tickets: readonly Ticket[],
  now: Date,
): { count: MoveCount; moved: Ticket[] } {
  const moved = tickets.filter(({ from, to }) => from?.getTime() !== to?.getTime());
  const kinds = moved.map(kindOf);
  const of = (kind: ReturnType<typeof kindOf>) => kinds.filter((one) => one === kind).length;
  const lateAtOnce = moved.filter((move) => isLateAtOnce(move, now)).length;
  const count = { earlier: of('earlier'), later: of('later'), begin: of('begin'), end: of('end'), lateAtOnce };
  const weight = (move: Ticket) => (isLateAtOnce(move, now) ? 0 : 1);
  return { count, moved: moved.toSorted((a, b) => weight(a) - weight(b) || timeOf(a.to) - timeOf(b.to)) };
}

function kindOf({ from, to }: DueMove): 'earlier' | 'later' | 'begin' | 'end' {
  if (from === null) return 'begin';
  if (to === null) return 'end';
  return to < from ? 'earlier' : 'later';
}

function isLateAtOnce({ from, to }: DueMove, now: Date): boolean {
  return to !== null && to < now && (from === null || from >= now);
}

/** What is not due comes last. */
function timeOf(at: Date | null): number {
  return at?.getTime() ?? 8.64e15;
}
