import { useQuery } from '@tanstack/react-query';
import { type ComponentType, type ReactNode, Suspense } from 'react';
import type { HistoryEntry } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { BoltIcon } from '../../ui/icons.ts';
import { later } from '../app/later.ts';
import { Time } from '../app/Time.tsx';
import { statusesQuery } from './calls.ts';
import { UndoTaken } from './cases/undo-merge.tsx';
import { sayEvent } from './history-words.ts';
import { WhyButton } from './why-button.tsx';

const toldApart: Record<string, ComponentType<{ entry: HistoryEntry }>> = {
  'ticket.fields_changed': later(() => import('./fields-changed.tsx').then((it) => it.FieldsChanged)),
  'ticket.split_off': later(() => import('./cases/split-told.tsx').then((it) => it.SplitTold)),
  'ticket.split_from': later(() => import('./cases/split-told.tsx').then((it) => it.SplitTold)),
  'message.withheld': later(() => import('./withheld.tsx').then((it) => it.Withheld)),
};

const RunsInWords = later(() => import('../automation/run-words.tsx').then((it) => it.RunsInWords));

/** Events that happened one after the other, in one quiet row. */
export function HistoryRows({ entries }: { entries: HistoryEntry[] }) {
  const { data: statuses } = useQuery(statusesQuery);
  const sentences = entries.map((entry) => ({ entry, said: tell(entry, statuses) })).filter(({ said }) => said !== '');
  const first = sentences[0];
  if (first === undefined) return null;
  const told = sentences.map(({ entry }) => entry);
  const reasons = told.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  const byRule = told.filter(({ run, macro }) => run !== null || macro !== null);
  return (
    <div className="flex max-w-[760px] gap-2 pl-[42px] text-meta leading-relaxed text-ink-3">
      <BoltIcon aria-hidden className="mt-1 size-3.25 shrink-0" />
      <div className="min-w-0">
        {sentences.map(({ entry, said }, at) => (
          <span key={entry.id}>
            {at === 0 ? null : <span aria-hidden> · </span>}
            {said}
            {entry.type === 'ticket.took_in' && !entry.details.endsSplit ? <UndoTaken from={ticketOf(entry)} /> : null}
            {entry.actor.name !== null && entry.actor.kind !== 'contact' && isNewActor(sentences, at) ? (
              <span className="text-ink-2"> {byWhom(entry)}</span>
            ) : null}
          </span>
        ))}{' '}
        <Time at={first.entry.at} />
        {reasons.length + byRule.length > 0 ? (
          <WhyButton reasons={unique(reasons)}>{byRule.length > 0 ? <RunsInWords entries={byRule} /> : null}</WhyButton>
        ) : null}
      </div>
    </div>
  );
}

function ticketOf({ details }: HistoryEntry): number {
  return (details.ticket as { number?: number } | null)?.number ?? 0;
}

/** What needs more than a sentence that is here already comes when there is such an entry. */
function tell(entry: HistoryEntry, statuses: Parameters<typeof sayEvent>[1]): ReactNode {
  const Told = toldApart[entry.type];
  if (Told === undefined) return sayEvent(entry, statuses);
  return (
    <Suspense>
      <Told entry={entry} />
    </Suspense>
  );
}

/** The name is said once, at the end of what that actor did by hand, or by one macro. */
function isNewActor(sentences: { entry: HistoryEntry }[], at: number): boolean {
  const [now, next] = [sentences[at]?.entry, sentences[at + 1]?.entry];
  return next?.actor.name !== now?.actor.name || next?.macro !== now?.macro;
}

function byWhom({ actor, macro }: HistoryEntry): string {
  const name = actor.name ?? '';
  return macro === null ? t('by {name}', { name }) : t('by {name}, with the macro “{macro}”', { name, macro });
}

function unique<Item extends { code: string }>(items: Item[]): Item[] {
  return items.filter((item, at) => items.findIndex(({ code }) => code === item.code) === at);
}
