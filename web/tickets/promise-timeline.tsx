import type { TicketSla } from '../../contract/sla.ts';
import { t } from '../../locales/translate.ts';
import { dayAndTime } from '../app/format.ts';
import { type Line, type Mark, type Piece, timelineOf } from './promise-timeline-shape.ts';
import { promiseName } from './sla-words.ts';

/** Every promise as a bar in time; the same is said in words below it, for those who do not see it. */
export function PromiseTimeline({ sla }: { sla: TicketSla }) {
  const timeline = timelineOf(sla, Date.now());
  if (timeline === null) return null;
  const { open, now, lines } = timeline;
  return (
    <div aria-hidden className="mt-4" data-testid="timeline">
      <div className="relative">
        <div className="absolute inset-0 overflow-hidden rounded-c border border-line">
          {open.map(({ from, width }) => (
            <span
              key={from}
              className="absolute inset-y-0 bg-sunken"
              style={{ left: `${from}%`, width: `${width}%` }}
            />
          ))}
        </div>
        <div className="relative flex flex-col gap-2 py-2">
          {lines.map((line) => (
            <TimelineLine key={line.metric} line={line} />
          ))}
        </div>
        <span className="absolute inset-y-0 w-px bg-ink-2" style={{ left: `${Math.min(now, 99.7)}%` }} />
      </div>
      <div className="mt-1 flex justify-between gap-2 text-meta text-ink-3">
        <span>{dayAndTime(timeline.from)}</span>
        <span>{dayAndTime(timeline.to)}</span>
      </div>
      <Legend />
    </div>
  );
}

const bars: Record<Piece['kind'], string> = {
  ran: 'bg-accent',
  late: 'bg-danger',
  paused: 'border-y border-dashed border-edge',
};
const marks: Record<Mark['kind'], string> = {
  due: 'h-5 w-0.5 rounded-full bg-ink',
  met: 'size-3 rounded-full border-2 border-sheet bg-good',
  dropped: 'size-3 rounded-full border-2 border-sheet bg-edge',
};

function TimelineLine({ line }: { line: Line }) {
  return (
    <div>
      <div className="px-2 text-meta text-ink-2">{promiseName(line.metric)}</div>
      <div className="relative h-5">
        {line.pieces.map(({ from, width, kind }) => (
          <span
            key={`${from}-${kind}`}
            className={`absolute top-1.5 h-2 min-w-0.5 rounded-[2px] ${bars[kind]}`}
            style={{ left: `${from}%`, width: `${width}%` }}
          />
        ))}
        {line.marks.map(({ at, kind }) => (
          <span
            key={`${at}-${kind}`}
            className={`absolute top-1/2 -translate-x-1/2 -translate-y-1/2 ${marks[kind]}`}
            style={{ left: `${Math.min(99.5, Math.max(0.5, at))}%` }}
          />
        ))}
      </div>
    </div>
  );
}

function Legend() {
  const entries = [
    [bars.ran, 'h-2 w-4 rounded-[2px]', t('counts')],
    [bars.paused, 'h-2 w-4', t('paused')],
    [bars.late, 'h-2 w-4 rounded-[2px]', t('late')],
    [marks.due, '', t('due')],
    [marks.met, '', t('kept')],
    ['bg-ink-2', 'h-3 w-px', t('now')],
    ['border border-line bg-sunken', 'h-3 w-4 rounded-[2px]', t('business hours')],
  ] as const;
  return (
    <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-meta text-ink-3">
      {entries.map(([look, size, name]) => (
        <span key={name} className="inline-flex items-center gap-1.5">
          <span className={`inline-block ${look} ${size}`} />
          {name}
        </span>
      ))}
    </div>
  );
}
