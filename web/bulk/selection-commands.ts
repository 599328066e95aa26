import { useParams } from '@tanstack/react-router';
import type { TicketRow } from '../../contract/tickets.ts';
import type { View } from '../../contract/views.ts';
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
  useCommands('bulk', {
    select: () => {
      const row = rows[here()];
      if (row) toggle(view, row.number);
    },
    'select-next': () => extend(1),
    'select-previous': () => extend(-1),
    'select-all': chooseEverything,
    'select-none': () => currentSelection().view === view && chooseNone(),
  });
}
