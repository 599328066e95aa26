import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Macro } from '../../contract/macros.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FindList } from '../../ui/FindList.tsx';
import { PlusIcon } from '../../ui/icons.ts';
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
  if (macros === undefined) return <Skeleton lines={4} />;
  const choices = macros.map(({ id, name, isShared }) => ({
    id,
    label: name,
    ...(!isShared && { detail: t('yours') }),
  }));
  const choose = (id: string) => {
    const macro = macros.find((one) => one.id === id);
    if (macro) onChoose(macro);
  };
  return (
    <>
      <FindList
        label={t('Macros')}
        searchLabel={t('Find a macro')}
        choices={choices}
        onChoose={choose}
        whenEmpty={macros.length === 0 ? t('There are no macros yet.') : t('No macro is called that.')}
      />
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
