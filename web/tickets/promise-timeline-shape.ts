import type { TicketSla } from '../../contract/sla.ts';
import { slaMetrics } from '../../domain/sla/policy.ts';

type Clock = TicketSla['clocks'][number];

/** From and to in percent of the whole width. */
export type Piece = { from: number; width: number; kind: 'ran' | 'late' | 'paused' };
export type Mark = { at: number; instant: string; kind: 'due' | 'met' | 'dropped' };
export type Line = { metric: string; pieces: Piece[]; marks: Mark[] };
export type Timeline = {
  from: string;
  to: string;
  now: number;
  open: { from: number; width: number }[];
  lines: Line[];
};

/** The clocks of a ticket as they are drawn: a line for each kind of promise, from the first start to now or the last due time. */
export function timelineOf({ clocks, open }: Pick<TicketSla, 'clocks' | 'open'>, now: number): Timeline | null {
  if (clocks.length === 0) return null;
  const times = clocks.flatMap(({ startedAt, dueAt, endedAt }) =>
    [startedAt, dueAt, endedAt].filter((at) => at !== null),
  );
  const start = Math.min(...times.map(ms));
  const end = Math.max(now, ...times.map(ms)) + 1;
  const place = (at: number) => ((at - start) / (end - start)) * 100;
  const span = (from: number, to: number) => ({ from: place(from), width: place(to) - place(from) });
  const line = (metric: string): Line => {
    const own = clocks.filter((clock) => clock.metric === metric);
    return {
      metric,
      pieces: own.flatMap((clock) => piecesOf(clock, now).map(({ from, to, kind }) => ({ ...span(from, to), kind }))),
      marks: own.flatMap((clock) => marksOf(clock).map((mark) => ({ ...mark, at: place(ms(mark.instant)) }))),
    };
  };
  return {
    from: new Date(start).toISOString(),
    to: new Date(end - 1).toISOString(),
    now: place(now),
    open: open.map(({ from, to }) => span(ms(from), ms(to))),
    lines: slaMetrics.map(line).filter(({ pieces }) => pieces.length > 0),
  };
}

type Stretch = { from: number; to: number; kind: Piece['kind'] };

function piecesOf({ runs, breachedAt, state }: Clock, now: number): Stretch[] {
  const late = breachedAt === null ? Number.POSITIVE_INFINITY : ms(breachedAt);
  return runs.flatMap((run, at) => {
    const [from, to] = [ms(run.from), run.to === null ? now : ms(run.to)];
    const next = runs[at + 1];
    const rest = next ? ms(next.from) : state === 'paused' ? now : to;
    const pieces: Stretch[] = [
      { from, to: Math.min(to, late), kind: 'ran' },
      { from: Math.max(from, late), to, kind: 'late' },
      { from: to, to: rest, kind: 'paused' },
    ];
    return pieces.filter((piece) => piece.to > piece.from);
  });
}

function marksOf({ dueAt, endedAt, state }: Clock): Omit<Mark, 'at'>[] {
  const ended = state === 'met' || state === 'dropped' ? state : null;
  return [
    ...(dueAt === null || state === 'dropped' ? [] : [{ instant: dueAt, kind: 'due' as const }]),
    ...(ended === null || endedAt === null ? [] : [{ instant: endedAt, kind: ended }]),
  ];
}

function ms(instant: string): number {
  return new Date(instant).getTime();
}
