import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BulkRun } from '../../contract/bulk.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { AlertIcon, CheckIcon, CloseIcon } from '../../ui/icons.ts';
import { wholeNumber } from '../app/format.ts';
import { keys, queryClient, refreshLists } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { bulkRunsQuery, stopBulk, undoBulk } from './calls.ts';
import { ErrorsDialog } from './errors-dialog.tsx';

/** A run that ended is shown this long, unless somebody puts it away. */
const shownMs = 10 * 60_000;
const putAway = new Set<string>();

/** What is being done to many tickets, on whatever device it was begun, and what came of it. */
export function RunCards() {
  const { data: runs = [] } = useQuery(bulkRunsQuery);
  const [, redraw] = useState(0);
  const running = runs.filter(({ state }) => state === 'running').length;
  useEffect(() => {
    if (running === 0) refreshLists(queryClient);
  }, [running]);
  const shown = runs.filter((run) => run.state === 'running' || isFresh(run)).slice(0, 3);
  const hide = (id: string) => {
    putAway.add(id);
    redraw((count) => count + 1);
  };
  if (shown.length === 0) return null;
  return (
    <section aria-label={t('Work on many tickets')} className="shrink-0">
      {shown.map((run) => (
        <RunCard key={run.id} run={run} onHide={() => hide(run.id)} />
      ))}
    </section>
  );
}

function isFresh({ id, endedAt }: BulkRun): boolean {
  return !putAway.has(id) && endedAt !== null && Date.now() - Date.parse(endedAt) < shownMs;
}

function RunCard({ run, onHide }: { run: BulkRun; onHide: () => void }) {
  const [isListing, setListing] = useState(false);
  const stale = [keys.bulkRuns];
  const stop = useSaving({ act: () => stopBulk(run.id), stale });
  const undo = useSaving({ act: () => undoBulk(run.id), stale, onDone: onHide });
  const isRunning = run.state === 'running';
  return (
    <div className="border-t border-line bg-sheet px-3.5 py-2.5">
      <div className="flex items-start gap-2">
        <RunSign run={run} />
        <p className="min-w-0 flex-1" role="status">
          {inWords(run)}
        </p>
        {isRunning ? null : (
          <IconButton label={t('Put away')} onPress={onHide}>
            <CloseIcon aria-hidden />
          </IconButton>
        )}
      </div>
      {isRunning ? <Bar run={run} /> : null}
      <div className="flex items-center gap-1.5 empty:hidden">
        {run.failed > 0 ? (
          <Button look="quiet" className="-ml-2.5 text-danger!" onPress={() => setListing(true)}>
            {t('{count, plural, one {# refused} other {# refused}}', { count: run.failed })}
          </Button>
        ) : null}
        <span className="flex-1" />
        {isRunning ? (
          <Button isDisabled={stop.isPending} onPress={() => stop.mutate(undefined)}>
            {t('Stop')}
          </Button>
        ) : null}
        {run.canUndo ? (
          <Button isDisabled={undo.isPending} onPress={() => undo.mutate(undefined)}>
            {t('Undo')}
          </Button>
        ) : null}
      </div>
      {isListing ? <ErrorsDialog id={run.id} count={run.failed} onClose={() => setListing(false)} /> : null}
    </div>
  );
}

function RunSign({ run }: { run: BulkRun }) {
  if (run.state === 'running') return null;
  return run.failed === 0 && run.state === 'done' ? (
    <CheckIcon aria-hidden className="mt-0.5 size-4 text-good" />
  ) : (
    <AlertIcon aria-hidden className="mt-0.5 size-4 text-warn" />
  );
}

function Bar({ run }: { run: BulkRun }) {
  const share = run.total === 0 ? 0 : Math.round((100 * (run.done + run.failed)) / run.total);
  return (
    <div
      role="progressbar"
      aria-label={t('How far it is')}
      aria-valuenow={share}
      aria-valuemin={0}
      aria-valuemax={100}
      className="my-2 h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div className="h-full rounded-full bg-accent transition-[width] duration-500" style={{ width: `${share}%` }} />
    </div>
  );
}

function inWords({ state, isUndo, done, failed, total }: BulkRun): string {
  const counted = { done: wholeNumber(done), total: wholeNumber(total), left: wholeNumber(total - done - failed) };
  if (state === 'running') {
    return isUndo ? t('Taking back: {done} of {total}', counted) : t('Working: {done} of {total} tickets', counted);
  }
  if (state === 'stopped') return t('Stopped: {done} done, {left} left as they were', counted);
  return isUndo
    ? t('Taken back in {done, plural, one {# ticket} other {# tickets}}', { done })
    : t('{done, plural, =0 {No ticket was changed} one {Done in # ticket} other {Done in # tickets}}', { done });
}
