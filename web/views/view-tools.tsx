import { Suspense, useState } from 'react';
import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { MoreIcon } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { CommandId } from '../app/command-list.ts';
import { holdKeys, keysOf, useCommands } from '../app/commands.ts';
import { keyName } from '../app/key-words.ts';
import { later } from '../app/later.ts';
import { useCanBeTable } from '../tickets/current-view.ts';
import { useLook } from './calls.ts';
import { isSaved } from './view-groups.ts';
import type { OpenWindow } from './view-windows.tsx';

const ViewWindows = later(() => import('./view-windows.tsx').then((it) => it.ViewWindows));

/** What can be done to the view that is shown: list or table, its columns, saving it under a name. Each is a command too. */
export function ViewTools({ view }: { view: View }) {
  const [open, setOpen] = useState<OpenWindow | null>(null);
  const look = useLook();
  const canTurn = useCanBeTable();
  const isTable = view.layout === 'table';
  const canEdit = isSaved(view) && view.canEdit;
  const show = (next: OpenWindow) => () => [holdKeys(), setOpen(next)];
  const acts: Act[] = [
    {
      id: 'turn-layout',
      label: isTable ? t('Show as a list') : t('Show as a table'),
      run: canTurn && (() => look(view, { layout: isTable ? 'list' : 'table' })),
    },
    { id: 'columns', label: t('Columns …'), run: canTurn && isTable && show({ at: 'columns' }) },
    { id: 'edit-view', label: t('Edit this view …'), run: canEdit && show({ at: 'edit', view }) },
    { id: 'save-view', label: t('Save as view …'), run: show({ at: 'save' }) },
    { id: 'manage-views', label: t('All views …'), run: show({ at: 'manage' }) },
  ];
  useCommands('view', Object.fromEntries(acts.map(({ id, run }) => [id, run])));
  return (
    <>
      <Menu label={t('More for this view')} entries={acts.flatMap(entryOf)}>
        <IconButton label={t('More for this view')}>
          <MoreIcon aria-hidden />
        </IconButton>
      </Menu>
      {open === null ? null : (
        <Suspense>
          <ViewWindows open={open} view={view} onOpen={setOpen} />
        </Suspense>
      )}
    </>
  );
}

/** Something that can be done; false: not here. */
type Act = { id: CommandId; label: string; run: false | (() => unknown) };

function entryOf({ id, label, run }: Act) {
  const [key] = keysOf(id);
  return run ? [{ id, label, ...(key !== undefined && { shortcut: keyName(key) }), onAction: () => void run() }] : [];
}
