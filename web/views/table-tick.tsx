import type { MouseEvent } from 'react';
import type { TicketRow } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { CheckIcon } from '../../ui/icons.ts';
import { chooseTo, isChosen, toggle, useSelection } from '../bulk/selection.ts';

type Props = { row: TicketRow; view: string; shown: readonly number[] };

/** The box at the begin of a line. With Shift it ends a range. */
export function TableTick({ row, view, shown }: Props) {
  const selection = useSelection();
  const isOn = selection.view === view && isChosen(selection, row.number);
  const press = ({ shiftKey }: MouseEvent) => (shiftKey ? chooseTo(view, row.number, shown) : toggle(view, row.number));
  return (
    <label className="relative z-1 mx-auto grid size-7 place-items-center">
      <input
        type="checkbox"
        aria-label={t('Select #{number}: {subject}', { number: row.number, subject: row.subject })}
        checked={isOn}
        onClick={press}
        onChange={() => {}}
        className="peer absolute inset-0 size-full cursor-pointer opacity-0"
      />
      <span
        aria-hidden
        className="grid size-4 place-items-center rounded-[4px] border border-edge bg-sheet peer-checked:border-accent peer-checked:bg-accent peer-focus-visible:shadow-focus"
      >
        {isOn ? <CheckIcon strokeWidth={3} className="size-3 text-accent-ink" /> : null}
      </span>
    </label>
  );
}
