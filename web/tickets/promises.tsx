import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Ticket } from '../../contract/tickets.ts';
import { slaMetrics } from '../../domain/sla/policy.ts';
import { t } from '../../locales/translate.ts';
import { dayAndTime, fullTime, relativeTime, weekdayAndTime } from '../app/format.ts';
import { later } from '../app/later.ts';
import { statusesQuery, ticketSlaQuery } from './calls.ts';
import { type Clock, lateBy, promiseName } from './sla-words.ts';
import { statusName } from './words.ts';

const PromiseHistory = later(() => import('./promise-history.tsx').then((it) => it.PromiseHistory));

/** What is promised on this ticket and how it stands, a line each; who wonders about a time can ask why. */
export function Promises({ ticket }: { ticket: Ticket }) {
  const { data: sla } = useQuery(ticketSlaQuery(ticket.number));
  const [isAsked, setAsked] = useState(false);
  const clocks = slaMetrics.flatMap((metric) => sla?.clocks.findLast((clock) => clock.metric === metric) ?? []);
  const shown = clocks.filter(({ state }) => state !== 'dropped');
  if (sla === undefined || shown.length === 0) return null;
  return (
    <section>
      <div className="mb-1 flex items-center gap-2">
        <h3 className="flex-1 text-meta text-ink-3">{t('Promises')}</h3>
        <Button
          onPress={() => setAsked(true)}
          className="min-h-6 rounded-c px-1 text-meta font-[550] text-accent data-hovered:underline"
        >
          {t('Why then?')}
        </Button>
      </div>
      <dl className="grid grid-cols-[minmax(84px,auto)_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        {shown.map((clock) => (
          <div key={clock.metric} className="contents">
            <dt className="text-ink-3">{promiseName(clock.metric)}</dt>
            <dd>
              <Standing clock={clock} status={ticket.status} />
            </dd>
          </div>
        ))}
      </dl>
      {isAsked ? (
        <Suspense>
          <PromiseHistory ticket={ticket} sla={sla} onClose={() => setAsked(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}

function Standing({ clock, status }: { clock: Clock; status: string }) {
  const { data: statuses } = useQuery(statusesQuery);
  const isLate = clock.breachedAt !== null;
  const title = clock.dueAt === null ? undefined : fullTime(clock.dueAt);
  if (clock.state === 'met') {
    const said = isLate ? t('kept, late by {length}', { length: lateBy(clock) }) : t('kept');
    return (
      <span title={title} className={isLate ? 'text-ink-2' : 'text-good'}>
        {said}
      </span>
    );
  }
  if (isLate) {
    return (
      <span title={title} className="font-semibold text-danger">
        {t('late by {length}', { length: lateBy(clock) })}
      </span>
    );
  }
  if (clock.state === 'paused') {
    return <span>{t('paused: {status}', { status: statusName(status, statuses).toLocaleLowerCase() })}</span>;
  }
  if (clock.dueAt === null) return <span>{t('never: its business hours do not open')}</span>;
  return <span title={title}>{t('due {when}', { when: nearOrNamed(clock.dueAt) })}</span>;
}

const hour = 3_600_000;

/** Hours away it is counted, days away it is named: "tomorrow" is no time to be late by. */
function nearOrNamed(dueAt: string): string {
  const left = new Date(dueAt).getTime() - Date.now();
  if (left < 12 * hour) return relativeTime(dueAt);
  return left < 6 * 24 * hour ? weekdayAndTime(dueAt) : dayAndTime(dueAt);
}
