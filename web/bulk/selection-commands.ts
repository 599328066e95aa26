import { useParams } from '@tanstack/react-router';
import type { TicketRow } from '../../contract/tickets.ts';
import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { runCommand, useCommands } from '../app/commands.ts';
import { viewKey } from '../tickets/current-view.ts';
import { rowLinkId } from '../tickets/list-commands.ts';
import { choose, chooseAll, chooseNone, currentSelection, toggle } from './selection.ts';

/** Choosing by keys: the row that has the focus, or the ticket that is open. What is not counted is chosen as far as it is shown. */
export function useSelectionCommands(rows: TicketRow[], of: View): void {
  const view = viewKey(of);
  const { number } = useParams({ strict: false }) as { number?: string };
  const here = () =>
    number === undefined
      ? rows.findIndex((row) => rowLinkId(row.number) === document.activeElement?.id)
      : rows.findIndex((row) => row.number === Number(number));
  const extend = (by: 1 | -1) => {
    const at = here();
    const both = [rows[at], rows[at + by]].flatMap((row) => row?.number ?? []);
    choose(view, both, both[0] ?? null);
    runCommand(by === 1 ? 'next' : 'previous');
  };
  const chooseEverything = () => {
    if (of.count !== null) chooseAll(view);
    else
      choose(
        view,
        rows.map((row) => row.number),
        null,
      );
  };
  useCommands('bulk', [
    {
      id: 'select',
      keys: ['x'],
      label: t('Select the ticket, or not'),
      run: () => {
        const row = rows[here()];
        if (row) toggle(view, row.number);
      },
    },
    { id: 'select-next', keys: ['Shift+j'], label: t('Select it and the next one'), run: () => extend(1) },
    { id: 'select-previous', keys: ['Shift+k'], label: t('Select it and the previous one'), run: () => extend(-1) },
    { id: 'select-all', keys: ['$mod+a'], label: t('Select everything in the view'), run: chooseEverything },
    {
      id: 'select-none',
      keys: ['Escape'],
      label: t('Select nothing'),
      run: () => currentSelection().view === view && chooseNone(),
    },
  ]);
}
