import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RuleTrace as Trace } from '../../contract/automation.ts';
import type { Question } from '../../domain/conditions/condition.ts';
import { t } from '../../locales/translate.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { dayAndTime, fullTime } from '../app/format.ts';
import type { ChoicesOf } from '../conditions/choices.ts';
import { nameIn } from '../tickets/words.ts';
import { actionsInWords } from './action-words.ts';
import { actionsQuery, ruleTraceQuery } from './calls.ts';
import { eventName } from './event-words.ts';
import { useNames } from './names.ts';
import { decidingInWords, questionsOf, reasonInWords, whyNot } from './trace-words.ts';

/** Which rules ran on the ticket and why, which were considered and what kept them, and what time will set off. */
export function RuleTrace({ number, onClose }: { number: number; onClose: () => void }) {
  const { data: trace } = useQuery(ruleTraceQuery(number));
  const choicesOf = useNames(trace === undefined ? [] : questionsIn(trace));
  return (
    <Dialog
      isOpen
      title={t('Rules on this ticket')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {trace === undefined ? <Skeleton lines={4} /> : <Parts trace={trace} choicesOf={choicesOf} />}
    </Dialog>
  );
}

function questionsIn({ runs, considered }: Trace): Question[] {
  const all = [...runs, ...considered.flatMap(({ rules }) => rules)].flatMap(({ deciding }) => deciding ?? []);
  return all.flatMap(questionsOf);
}

function Parts({ trace, choicesOf }: { trace: Trace; choicesOf: ChoicesOf }) {
  const { runs, considered, waiting, macros } = trace;
  if (runs.length + considered.length + waiting.length + macros.length === 0) {
    return <p className="text-ink-2">{t('No rule had anything to do with this ticket yet.')}</p>;
  }
  return (
    <div className="flex flex-col gap-5">
      <Waiting waiting={waiting} />
      <Part title={t('Ran')} count={runs.length}>
        {runs.map((run) => (
          <Run key={run.id} run={run} choicesOf={choicesOf} />
        ))}
      </Part>
      <Part title={t('Macros')} count={macros.length}>
        {macros.map(({ id, name, by, at }) => (
          <li key={`${id} ${at}`}>
            <When at={at}>{t('used by {name}', { name: by })}</When>
            <span className="font-[550]">{name}</span>
          </li>
        ))}
      </Part>
      <Part title={t('Considered at the last events')} count={considered.length}>
        {considered.map((event) => (
          <Considered key={event.id} event={event} choicesOf={choicesOf} />
        ))}
      </Part>
    </div>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{title}</h3>
      <ol className="flex flex-col gap-2.5 border-l border-line pl-4">{children}</ol>
    </section>
  );
}

function Waiting({ waiting }: { waiting: Trace['waiting'] }) {
  return (
    <Part title={t('Waiting for their time')} count={waiting.length}>
      {waiting.map(({ rule, at }) => (
        <li key={rule.id}>
          <span className="font-[550]">{nameIn(rule.name)}</span>
          <span className="text-ink-2">
            {' '}
            · {t('at {time}, if nothing happens until then', { time: dayAndTime(at) })}
          </span>
        </li>
      ))}
    </Part>
  );
}

function Run({ run, choicesOf }: { run: Trace['runs'][number]; choicesOf: ChoicesOf }) {
  const { data: kinds = [] } = useQuery(actionsQuery);
  return (
    <li>
      <When at={run.at}>{run.eventType === null ? t('its time had come') : eventName(run.eventType)}</When>
      <span className="font-[550]">{nameIn(run.rule.name)}</span>
      {run.outcome === 'ran' ? (
        <span className="text-ink-2">: {actionsInWords(run.actions, kinds, choicesOf)}</span>
      ) : (
        <span className="text-danger"> · {run.reason ? reasonInWords(run.reason) : null}</span>
      )}
      {run.outcome === 'ran' && run.deciding ? (
        <p className="text-meta text-ink-3">
          {t('because {reason}', { reason: decidingInWords(run.deciding, choicesOf) })}
        </p>
      ) : null}
    </li>
  );
}

function Considered({ event, choicesOf }: { event: Trace['considered'][number]; choicesOf: ChoicesOf }) {
  return (
    <li>
      <When at={event.at}>{eventName(event.eventType)}</When>
      <ul className="flex flex-col gap-1">
        {event.rules.map((one) => (
          <li key={one.rule.id} className="text-ink-2">
            <span className="font-[550] text-ink">{nameIn(one.rule.name)}</span>
            {' · '}
            {one.outcome === 'considered'
              ? t('did not fit: {reason}', { reason: whyNot(one, choicesOf) })
              : whyNot(one, choicesOf)}
          </li>
        ))}
      </ul>
    </li>
  );
}

function When({ at, children }: { at: string; children: ReactNode }) {
  return (
    <span className="block text-meta text-ink-3">
      <time dateTime={at} title={fullTime(at)}>
        {dayAndTime(at)}
      </time>
      {' · '}
      {children}
    </span>
  );
}
