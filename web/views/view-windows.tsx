import { useNavigate } from '@tanstack/react-router';
import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { RemoveDialog } from '../admin/remove-dialog.tsx';
import { keys } from '../app/queries.ts';
import { nameIn } from '../tickets/words.ts';
import { removeView } from './calls.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { ViewDialog } from './view-dialog.tsx';
import { copyOf, unnamed } from './view-form.ts';
import { ViewsDialog } from './views-dialog.tsx';

export type OpenWindow = { at: 'columns' | 'save' | 'manage' } | { at: 'edit' | 'copy' | 'remove'; view: View };

type Props = { open: OpenWindow; view: View; onOpen: (open: OpenWindow | null) => void };

/** The windows over a view. What is begun in the list of all views leads back to it. */
export function ViewWindows({ open, view, onOpen }: Props) {
  const navigate = useNavigate();
  const close = () => onOpen(null);
  const remove = async ({ id }: View) => {
    await removeView(id);
    if (id === view.id) await navigate({ to: '/tickets', search: {} });
  };
  switch (open.at) {
    case 'columns':
      return <ColumnsDialog view={view} onClose={close} />;
    case 'save':
      return <ViewDialog view={null} like={unnamed(view)} onClose={close} />;
    case 'manage':
      return (
        <ViewsDialog
          onEdit={(one) => onOpen({ at: 'edit', view: one })}
          onCopy={(one) => onOpen({ at: 'copy', view: one })}
          onRemove={(one) => onOpen({ at: 'remove', view: one })}
          onNew={() => onOpen({ at: 'save' })}
          onClose={close}
        />
      );
    case 'edit':
      return <ViewDialog key={open.view.id} view={open.view} like={open.view} onClose={close} />;
    case 'copy':
      return <ViewDialog key={open.view.id} view={null} like={copyOf(open.view)} onClose={close} />;
    case 'remove':
      return (
        <RemoveDialog
          name={nameIn(open.view.name)}
          act={() => remove(open.view)}
          stale={[keys.views]}
          onClose={() => onOpen({ at: 'manage' })}
        >
          {open.view.kind === 'agent'
            ? t('Its tickets stay as they are.')
            : t('It goes for everybody who has it. Its tickets stay as they are.')}
        </RemoveDialog>
      );
  }
}
