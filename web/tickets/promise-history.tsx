import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { TicketSla } from '../../contract/sla.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { type Priority, priorities } from '../../domain/tickets/ticket.ts';
import { t } from '../../locales/translate.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { weekInWords } from '../admin/hours/business-hours-words.ts';
import { dayAndTime, dayName, fullTime, listInWords } from '../app/format.ts';
import { historyQuery } from './calls.ts';
import { PromiseTimeline } from './promise-timeline.tsx';
import { sayLedger } from './promise-words.ts';
import { lengthInWords, promiseName, targetInWords } from './sla-words.ts';
import { priorityName } from './words.ts';

/** Why the ticket is due when it is: the rules that count, and everything that moved its promises, oldest first. */
export function PromiseHistory(props: { ticket: Ticket; sla: TicketSla; onClose: () => void }) {
  const { policy, businessHours, priority, ledger } = props.sla;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isElsewhere = businessHours.timeZone !== own;
  const became = usePriorities(props.ticket.number);
  return (
    <Dialog
      isOpen
      isWide
      title={t('Why then?')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact label={t('Policy')}>{policyInWords(policy)}</Fact>
        <Fact label={t('Priority')}>{priorityName(priority)}</Fact>
        <Fact label={t('Business hours')}>
          {businessHours.name} · {zoneName(businessHours.timeZone)}
          {weekInWords(businessHours.week).map((line) => (
            <div key={line} className="text-meta text-ink-3">
              {line}
            </div>
          ))}
        </Fact>
      </dl>
      {isElsewhere ? (
        <p className="mt-3 text-meta text-ink-3">{t('Times below are yours: {zone}', { zone: zoneName(own) })}</p>
      ) : null}
      <PromiseTimeline sla={props.sla} />
      <Accounts sla={props.sla} />
      <ol aria-label={t('What happened to the promises')} className="mt-4 border-l border-line pl-4">
        {ledger.map((entry) => (
          <li key={`${entry.at}-${entry.metric}-${entry.what}`} className="relative pb-3 last:pb-0">
            <span
              aria-hidden
              className={`absolute top-1.5 -left-[20.5px] size-2 rounded-full ${entry.what === 'breached' ? 'bg-danger' : 'bg-edge'}`}
            />
            <time dateTime={entry.at} title={fullTime(entry.at)} className="block text-meta text-ink-3">
              {dayAndTime(entry.at)}
            </time>
            <span className="font-[550]">{promiseName(entry.metric)}</span>
            <span className="text-ink-2"> · {sayLedger(entry, became.get(entry.at))}</span>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function policyInWords(policy: TicketSla['policy']): string {
  if (policy === null) return t('none');
  const { name, by } = policy;
  if (by === 'rule') return t('{name}, given by a rule', { name });
  return by === 'topic' ? t('{name}, that of its topic', { name }) : name;
}

/** Of each promise that is still owed in business hours: which days its time is made of. */
function Accounts({ sla }: { sla: TicketSla }) {
  const owed = sla.clocks.filter(({ state, account }) => state === 'running' && account.length > 0);
  return owed.map(({ metric, startedAt, target, dueAt, account }) => (
    <p key={`${metric}-${startedAt}`} className="mt-3 text-ink-2">
      <span className="font-[550] text-ink">{promiseName(metric)}</span>{' '}
      {t('is due {when}: {target}, which are {days}.', {
        when: dayAndTime(dueAt ?? startedAt),
        target: targetInWords(target),
        days: listInWords(account.map(({ date, minutes }) => `${dayName(date)} ${lengthInWords(minutes)}`)),
      })}
    </p>
  ));
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

function zoneName(id: string): string {
  return id.replaceAll('_', ' ');
}

/** Which priority the ticket was given at which instant: a promise that changed then, changed by it. */
function usePriorities(number: number): Map<string, Priority> {
  const { data: history = [] } = useQuery(historyQuery(number));
  return new Map(
    history.flatMap(({ at, changes }) => {
      const priority = priorities.find((known) => known === changes.priority?.[1]);
      return priority === undefined ? [] : [[at, priority] as const];
    }),
  );
}
