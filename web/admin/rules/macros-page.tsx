import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Macro } from '../../../contract/macros.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { BoltIcon, PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { later } from '../../app/later.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { useActionChoices } from '../../automation/action-choices.ts';
import { actionsInWords } from '../../automation/action-words.ts';
import { actionsQuery } from '../../automation/calls.ts';
import { orderMacros, removeMacro, sharedMacrosQuery, updateMacro } from '../../automation/macro-calls.ts';
import type { ChoicesOf } from '../../conditions/choices.ts';
import { languageName } from '../../templates/template-words.ts';
import { MoveButtons, moved } from '../move-buttons.tsx';
import { RemoveDialog } from '../remove-dialog.tsx';

const MacroDialog = later(() => import('../../automation/macro-dialog.tsx').then((it) => it.MacroDialog));

type Open = { kind: 'none' } | { kind: 'form'; macro: Macro | null } | { kind: 'remove'; macro: Macro };

/** Everybody's macros: what agents may write and do in one go. */
export function MacrosPage() {
  const { data: macros } = useQuery(sharedMacrosQuery);
  const choicesOf = useActionChoices();
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', macro: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {t('New macro')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('Macros')}
        lead={t('Replies and steps that agents use again and again. They see what a macro does before it does it.')}
        action={add}
      />
      {macros === undefined ? <Skeleton lines={4} /> : null}
      {macros?.length === 0 ? (
        <EmptyState icon={<BoltIcon aria-hidden />} title={t('No macros')}>
          {t('A macro writes a reply, changes the ticket, or both, when an agent asks for it.')}
        </EmptyState>
      ) : null}
      {macros && macros.length > 0 ? (
        <MacroList
          macros={macros}
          choicesOf={choicesOf}
          onEdit={(macro) => setOpen({ kind: 'form', macro })}
          onRemove={(macro) => setOpen({ kind: 'remove', macro })}
        />
      ) : null}
      {open.kind === 'form' ? (
        <Suspense>
          <MacroDialog macro={open.macro} isShared choicesOf={choicesOf} onClose={close} />
        </Suspense>
      ) : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={open.macro.name}
          act={() => removeMacro(open.macro.id)}
          stale={[keys.macros]}
          onClose={close}
        >
          {t('What agents wrote and did with it stays.')}
        </RemoveDialog>
      ) : null}
    </>
  );
}

type Acts = { onEdit: (macro: Macro) => void; onRemove: (macro: Macro) => void };

function MacroList({ macros, choicesOf, ...acts }: Acts & { macros: Macro[]; choicesOf: ChoicesOf }) {
  const order = useSaving({ act: orderMacros, stale: [keys.macros] });
  const ids = macros.map(({ id }) => id);
  return (
    <ol aria-label={t('Macros')} className="border-t border-line">
      {macros.map((macro, at) => (
        <li key={macro.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3">
          <MoveButtons
            name={macro.name}
            at={at}
            count={macros.length}
            onMove={(to) => order.mutate(moved(ids, at, to))}
          />
          <MacroWords macro={macro} choicesOf={choicesOf} />
          <MacroActs macro={macro} {...acts} />
        </li>
      ))}
    </ol>
  );
}

function MacroWords({ macro: { name, texts, actions }, choicesOf }: { macro: Macro; choicesOf: ChoicesOf }) {
  const { data: kinds = [] } = useQuery(actionsQuery);
  const written = Object.entries(texts ?? {});
  return (
    <div className="min-w-0 flex-1 basis-60">
      <h2 className="font-[550]">{name}</h2>
      {written[0] ? <p className="line-clamp-2 wrap-anywhere text-ink-2">{written[0][1]}</p> : null}
      {actions.length > 0 ? (
        <p className="wrap-anywhere text-ink-2 first-letter:uppercase">{actionsInWords(actions, kinds, choicesOf)}</p>
      ) : null}
      {written.length > 0 ? (
        <p className="text-meta text-ink-3">
          {t('Written in: {languages}', { languages: written.map(([tag]) => languageName(tag)).join(', ') })}
        </p>
      ) : null}
    </div>
  );
}

function MacroActs({ macro, onEdit, onRemove }: Acts & { macro: Macro }) {
  const { id, name, isEnabled } = macro;
  const turn = useSaving({
    act: (isOn: boolean) => updateMacro(id, { isEnabled: isOn }),
    stale: [keys.macros],
    done: t('Saved'),
  });
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Checkbox isSelected={isEnabled} onChange={(isOn) => turn.mutate(isOn)}>
        {t('on')}
        <span className="sr-only"> {name}</span>
      </Checkbox>
      <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={() => onEdit(macro)}>
        {t('Edit')}
      </Button>
      <Button look="quiet" aria-label={t('Remove {name}', { name })} onPress={() => onRemove(macro)}>
        {t('Remove')}
      </Button>
    </span>
  );
}
