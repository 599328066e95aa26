import type { SlaMoves } from '../../../contract/sla-moves.ts';
import { t } from '../../../locales/translate.ts';
import { dayAndTime, fullTime } from '../../app/format.ts';
import { countOf } from './sla-moves.ts';

/** Which open tickets would be due at another time, in a sentence, and the first of them. */
export function MovesPanel({ moves }: { moves: SlaMoves }) {
  const count = countOf(moves);
  return (
    <section
      role="status"
      aria-label={t('What would move')}
      className="rounded-c border border-line bg-sunken px-3 py-2"
    >
      <p className="font-[550]">
        {t(
          '{count, plural, =0 {No open ticket would be due at another time.} one {# open ticket would be due at another time.} other {# open tickets would be due at another time.}}',
          { count },
        )}
      </p>
      {count > 0 ? <p className="text-ink-2">{partsOf(moves).join(', ')}</p> : null}
      {moves.lateAtOnce > 0 ? (
        <p className="font-[550] text-danger">
          {t('{count, plural, one {# would be late at once.} other {# would be late at once.}}', {
            count: moves.lateAtOnce,
          })}
        </p>
      ) : null}
      {moves.isAll ? null : (
        <p className="text-meta text-ink-3">
          {t('Of the {count} soonest due.', { count: moves.examined.toLocaleString() })}
        </p>
      )}
      <ul className="mt-2 max-h-48 divide-y divide-line overflow-auto">
        {moves.first.map(({ number, subject, from, to }) => (
          <li key={number} className="flex flex-wrap gap-x-3 py-1">
            <a
              href={`/tickets/${number}`}
              target="_blank"
              rel="noreferrer"
              className="min-w-0 flex-1 basis-40 truncate"
            >
              <span className="text-ink-3">#{number}</span> {subject}
            </a>
            <span className="text-meta text-ink-2">
              <Instant at={from} /> <span className="text-ink-3">{t('becomes')}</span> <Instant at={to} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function partsOf({ earlier, later, begin, end }: SlaMoves): string[] {
  return [
    ...(earlier > 0 ? [t('{count} earlier', { count: earlier })] : []),
    ...(later > 0 ? [t('{count} later', { count: later })] : []),
    ...(begin > 0 ? [t('{count} that were not due', { count: begin })] : []),
    ...(end > 0 ? [t('{count} no longer due', { count: end })] : []),
  ];
}

function Instant({ at }: { at: string | null }) {
  if (at === null) return <span>{t('not due')}</span>;
  return (
    <time dateTime={at} title={fullTime(at)}>
      {dayAndTime(at)}
    </time>
  );
}
