import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import type { Macro } from '../../contract/macros.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PlusIcon, SearchIcon } from '../../ui/icons.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { later } from '../app/later.ts';
import { keys } from '../app/queries.ts';
import { macrosQuery, ownMacrosQuery, removeMacro } from './macro-calls.ts';
import { MacroPreview } from './macro-preview.tsx';
import { useNames } from './names.ts';

const MacroDialog = later(() => import('./macro-dialog.tsx').then((it) => it.MacroDialog));
const OwnMacros = later(() => import('./own-macros.tsx').then((it) => it.OwnMacros));
const RemoveDialog = later(() => import('../admin/remove-dialog.tsx').then((it) => it.RemoveDialog));

type Step =
  | { at: 'list' }
  | { at: 'own' }
  | { at: 'macro'; macro: Macro }
  | { at: 'form'; macro: Macro | null; from: 'list' | 'own' }
  | { at: 'remove'; macro: Macro };
type Props = { number: number; onText: (text: string) => void; onClose: () => void };

/** What agents may not list they cannot choose for a macro of their own. */
const adminsOnly = ['inbox', 'webhook', 'sla_policy'];

/** Finds a macro by a few letters, shows what it would do, and does it. Own ones are made and changed here too. */
export function MacroPicker({ number, onText, onClose }: Props) {
  const [step, setStep] = useState<Step>({ at: 'list' });
  const toList = () => setStep({ at: 'list' });
  const toOwn = () => setStep({ at: 'own' });
  const choicesOf = useNames();
  if (step.at === 'form') {
    const back = () => setStep({ at: step.from });
    return (
      <Suspense>
        <MacroDialog macro={step.macro} isShared={false} choicesOf={choicesOf} without={adminsOnly} onClose={back} />
      </Suspense>
    );
  }
  if (step.at === 'remove' || step.at === 'own') {
    return (
      <Suspense>
        {step.at === 'own' ? (
          <OwnMacros
            choicesOf={choicesOf}
            onEdit={(macro) => setStep({ at: 'form', macro, from: 'own' })}
            onRemove={(macro) => setStep({ at: 'remove', macro })}
            onBack={toList}
            onClose={onClose}
          />
        ) : (
          <RemoveDialog
            name={step.macro.name}
            act={() => removeMacro(step.macro.id)}
            stale={[keys.macros]}
            onClose={toOwn}
          >
            {t('What you wrote and did with it stays.')}
          </RemoveDialog>
        )}
      </Suspense>
    );
  }
  return (
    <Dialog
      isOpen
      title={step.at === 'macro' ? step.macro.name : t('Macros')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {step.at === 'list' ? (
        <MacroChoices
          onChoose={(macro) => setStep({ at: 'macro', macro })}
          onAdd={() => setStep({ at: 'form', macro: null, from: 'list' })}
          onOwn={toOwn}
        />
      ) : (
        <>
          <MacroPreview
            number={number}
            macro={step.macro}
            onBack={toList}
            onUsed={(text) => {
              onClose();
              if (text !== null) onText(text);
            }}
          />
          {step.macro.isShared ? null : <Own onChange={toOwn} />}
        </>
      )}
    </Dialog>
  );
}

type Offered = { onChoose: (macro: Macro) => void; onAdd: () => void; onOwn: () => void };

function MacroChoices({ onChoose, onAdd, onOwn }: Offered) {
  const { data: macros } = useQuery(macrosQuery);
  const { data: own = [] } = useQuery(ownMacrosQuery);
  const { contains } = useFilter({ sensitivity: 'base' });
  if (macros === undefined) return <Skeleton lines={4} />;
  const choices = macros.map(({ id, name, isShared }) => ({
    id,
    label: name,
    ...(!isShared && { detail: t('yours') }),
  }));
  const choose = (id: string | undefined) => {
    const macro = macros.find((one) => one.id === id);
    if (macro) onChoose(macro);
  };
  return (
    <>
      <Autocomplete filter={contains}>
        <SearchField autoFocus aria-label={t('Find a macro')} className="control flex h-9 items-center gap-2 px-2.5">
          <SearchIcon aria-hidden className="size-3.5 text-ink-3" />
          <Input
            placeholder={t('Find a macro')}
            className="min-w-0 flex-1 bg-transparent text-ui shadow-none! outline-0"
          />
        </SearchField>
        <Choices
          className="mt-2 max-h-[46vh]"
          aria-label={t('Macros')}
          items={choices}
          selectionMode="single"
          selectedKeys={[]}
          onSelectionChange={(chosen) => chosen !== 'all' && choose([...chosen].map(String)[0])}
          renderEmptyState={() => (
            <p className="px-2 py-3 text-ink-2">
              {macros.length === 0 ? t('There are no macros yet.') : t('No macro is called that.')}
            </p>
          )}
        />
      </Autocomplete>
      <p className="mt-2 flex flex-wrap gap-1">
        <Button look="quiet" onPress={onAdd}>
          <PlusIcon aria-hidden className="size-4" />
          {t('New macro of your own')}
        </Button>
        {own.length > 0 ? (
          <Button look="quiet" onPress={onOwn}>
            {t('Your own macros')}
          </Button>
        ) : null}
      </p>
    </>
  );
}

function Own({ onChange }: { onChange: () => void }) {
  return (
    <p className="mt-4 flex flex-wrap items-center gap-1 border-t border-line pt-3 text-meta text-ink-3">
      <span className="flex-1">{t('Only you see this macro.')}</span>
      <Button look="quiet" onPress={onChange}>
        {t('Your own macros')}
      </Button>
    </p>
  );
}
