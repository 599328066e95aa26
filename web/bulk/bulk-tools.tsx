import { useEffect } from 'react';
import type { TicketRow } from '../../contract/tickets.ts';
import type { View } from '../../contract/views.ts';
import { useMay } from '../app/me.ts';
import { viewKey } from '../tickets/current-view.ts';
import { BulkBar } from './bulk-bar.tsx';
import { RunCards } from './run-cards.tsx';
import { chooseNone, useSelection } from './selection.ts';
import { useSelectionCommands } from './selection-commands.ts';

/** Under the list: what can be done to all that is chosen, and what is being done. */
export function BulkTools({ rows, view }: { rows: TicketRow[]; view: View | undefined }) {
  const mayChange = useMay('tickets.update');
  if (!mayChange || view === undefined) return null;
  return <Tools rows={rows} view={view} />;
}

function Tools({ rows, view }: { rows: TicketRow[]; view: View }) {
  const key = viewKey(view);
  const selection = useSelection();
  const isElsewhere = selection.view !== '' && selection.view !== key;
  useEffect(() => {
    if (isElsewhere) chooseNone();
  }, [isElsewhere]);
  useSelectionCommands(rows, view);
  const isChoosing = selection.view === key;
  return (
    <>
      <RunCards />
      {isChoosing ? <BulkBar view={view} selection={selection} /> : null}
    </>
  );
}
