import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Macro } from '../../../contract/macros.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { BoltIcon, PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { later } from '../../app/later.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useActionChoices } from '../../automation/action-choices.ts';
import { orderMacros, removeMacro, sharedMacrosQuery } from '../../automation/macro-calls.ts';
import { MacroList } from '../../automation/macro-list.tsx';
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
          order={orderMacros}
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
