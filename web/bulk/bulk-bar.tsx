import { useState } from 'react';
import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon, MoreIcon } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { useKeyHint } from '../app/commands.ts';
import { useMay } from '../app/me.ts';
import { countOf } from '../tickets/views-nav.tsx';
import type { Chosen } from './bulk-dialog.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { MacroDialog } from './macro-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { chooseAll, chooseNone, countChosen, type Selection, ticketsOf } from './selection.ts';
import { WriteDialog } from './write-dialog.tsx';

type Open = 'change' | 'reply' | 'note' | 'macro' | 'merge';

/** How many are chosen, the way to all of them, and what can be done to them. */
export function BulkBar({ view, selection }: { view: View; selection: Selection }) {
  const [open, setOpen] = useState<Open | null>(null);
  const mayReply = useMay('tickets.reply');
  const keys = useKeyHint('select-none');
  const count = countChosen(selection, view.count ?? 0);
  const chosen = { tickets: ticketsOf(selection), count, isMore: selection.isAll && view.isMore };
  return (
    <section aria-label={t('Selected tickets')} className="shrink-0 border-t border-line bg-sheet px-3.5 pt-2 pb-2.5">
      <div className="flex min-h-7 items-center gap-2">
        <span role="status" className="font-semibold">
          {t('{count, plural, one {# selected} other {# selected}}', { count })}
          {chosen.isMore ? '+' : ''}
        </span>
        {selection.isAll || view.count === null ? null : (
          <Button look="quiet" className="h-7! px-1.5! text-accent!" onPress={() => chooseAll(selection.view)}>
            {t('All {count}', { count: countOf(view) })}
          </Button>
        )}
        <span className="flex-1" />
        <IconButton label={t('Select nothing')} {...keys} onPress={chooseNone}>
          <CloseIcon aria-hidden />
        </IconButton>
      </div>
      <div className="mt-1 flex items-center gap-1.5">
        <Button look="primary" onPress={() => setOpen('change')}>
          {t('Change …')}
        </Button>
        {mayReply ? <Button onPress={() => setOpen('reply')}>{t('Reply …')}</Button> : null}
        <span className="flex-1" />
        <Menu
          label={t('More for the selected tickets')}
          placement="top end"
          entries={[
            { id: 'note', label: t('Add a note …'), onAction: () => setOpen('note') },
            { id: 'macro', label: t('Use a macro …'), onAction: () => setOpen('macro') },
            { id: 'merge', label: t('Merge …'), onAction: () => setOpen('merge') },
          ]}
        >
          <IconButton label={t('More for the selected tickets')}>
            <MoreIcon aria-hidden />
          </IconButton>
        </Menu>
      </div>
      <OpenDialog open={open} chosen={chosen} selection={selection} onClose={() => setOpen(null)} />
    </section>
  );
}

type DialogProps = { open: Open | null; chosen: Chosen; selection: Selection; onClose: () => void };

function OpenDialog({ open, selection, ...props }: DialogProps) {
  switch (open) {
    case 'change':
      return <ChangeDialog {...props} />;
    case 'reply':
    case 'note':
      return <WriteDialog kind={open} {...props} />;
    case 'macro':
      return <MacroDialog {...props} />;
    case 'merge':
      return <MergeDialog selection={selection} {...props} />;
    case null:
      return null;
  }
}
