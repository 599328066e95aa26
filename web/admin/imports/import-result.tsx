import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactImport } from '../../../contract/contact-imports.ts';
import { t } from '../../../locales/translate.ts';
import { Button, buttonClasses } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { wholeNumber } from '../../app/format.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { fieldsQuery } from '../../conditions/calls.ts';
import { actOnImport, errorsAddress, isAtWork } from './import-calls.ts';
import { ImportRows } from './import-rows.tsx';
import { stateWords } from './import-words.ts';

const states = ['made', 'changed', 'same', 'failed', 'undone', 'left', 'waiting'] as const;

/** How far an import is, and what came of each row. */
export function ImportResult({ the }: { the: ContactImport }) {
  return (
    <>
      <PageHead title={the.fileName || t('Unnamed table')} lead={inWords(the)} />
      {isAtWork(the) ? <Bar the={the} /> : null}
      <div className="mb-5 flex flex-wrap gap-2 empty:hidden">
        {the.state === 'running' ? <StopButton the={the} /> : <AfterwardsButtons the={the} />}
      </div>
      {isAtWork(the) ? null : <Results the={the} />}
    </>
  );
}

function StopButton({ the }: { the: ContactImport }) {
  const stop = useSaving({ act: () => actOnImport(the.id, 'stop'), stale: [keys.contactImports] });
  return (
    <Button isDisabled={stop.isPending} onPress={() => stop.mutate(undefined)}>
      {t('Stop')}
    </Button>
  );
}

function AfterwardsButtons({ the }: { the: ContactImport }) {
  const [isAsking, setAsking] = useState(false);
  const { failed, left, made, changed } = the.results;
  const canUndo = (the.state === 'done' || the.state === 'stopped') && made + changed > 0;
  return (
    <>
      {failed + left > 0 && the.state !== 'undoing' ? (
        <a href={errorsAddress(the.id)} download className={buttonClasses('plain')}>
          {t('Download what was not imported')}
        </a>
      ) : null}
      {canUndo ? <Button onPress={() => setAsking(true)}>{t('Undo this import')}</Button> : null}
      {isAsking ? <UndoDialog the={the} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Results({ the }: { the: ContactImport }) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const [state, setState] = useState<(typeof states)[number] | null>(null);
  const some = states.filter((one) => the.results[one] > 0);
  const shown = state !== null && some.includes(state) ? state : some[0];
  if (shown === undefined) return null;
  return (
    <ImportRows
      id={the.id}
      tabs={some.map((id) => ({ id, ...stateWords[id], count: the.results[id] }))}
      shown={shown}
      onShow={(id) => setState(id as typeof shown)}
      asked={{ state: shown }}
      fields={fields}
    />
  );
}

function inWords(the: ContactImport): string {
  const { made, changed, failed, undone, left, waiting, same } = the.results;
  const count = (number: number) => wholeNumber(number);
  switch (the.state) {
    case 'running':
      return t('{done} of {total} rows are done.', { done: count(the.total - waiting), total: count(the.total) });
    case 'undoing':
      return t('Taking back: {left} rows to go.', { left: count(made + changed) });
    case 'undone':
      return t(
        'Taken back: {undone, plural, one {# row} other {# rows}}. Left as they are: {left, plural, one {# row} other {# rows}}.',
        {
          undone,
          left,
        },
      );
    case 'stopped':
      return t('Stopped: {made} added, {changed} updated, {waiting} not looked at.', {
        made: count(made),
        changed: count(changed),
        waiting: count(waiting),
      });
    default:
      return t('{made} added, {changed} updated, {same} without change, {failed} not imported.', {
        made: count(made),
        changed: count(changed),
        same: count(same),
        failed: count(failed),
      });
  }
}

function Bar({ the }: { the: ContactImport }) {
  const { waiting, made, changed, undone, left } = the.results;
  const [done, total] =
    the.state === 'undoing' ? [undone + left, undone + left + made + changed] : [the.total - waiting, the.total];
  const share = total === 0 ? 0 : Math.round((100 * done) / total);
  return (
    <div
      role="progressbar"
      aria-label={t('How far it is')}
      aria-valuenow={share}
      aria-valuemin={0}
      aria-valuemax={100}
      className="mb-4 h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div className="h-full rounded-full bg-accent transition-[width] duration-500" style={{ width: `${share}%` }} />
    </div>
  );
}

function UndoDialog({ the, onClose }: { the: ContactImport; onClose: () => void }) {
  const undo = useSaving({ act: () => actOnImport(the.id, 'undo'), stale: [keys.contactImports], onDone: onClose });
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('Undo this import?')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className="text-ink-2">
        {t(
          'The contacts it added are removed, and the values it changed are what they were. Whoever wrote since, or was changed by somebody, stays.',
        )}
      </p>
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button look="danger" isDisabled={undo.isPending} onPress={() => undo.mutate(undefined)}>
          {t('Undo')}
        </Button>
      </Actions>
    </Dialog>
  );
}
