import type { MouseEvent } from 'react';
import type { TicketRow } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { CheckIcon } from '../../ui/icons.ts';
import { useMay } from '../app/me.ts';
import { chooseTo, isChosen, toggle, useSelection } from './selection.ts';

type Props = { row: TicketRow; view: string; shown: readonly number[] };

/** Lies over the picture of a row: seen once something is chosen, and where the pointer or the focus is. With Shift it ends a range. */
export function RowTick({ row, view, shown }: Props) {
  const selection = useSelection();
  const mayChange = useMay('tickets.update');
  if (!mayChange) return null;
  const isHere = selection.view === view;
  const isOn = isHere && isChosen(selection, row.number);
  const press = ({ shiftKey }: MouseEvent) => (shiftKey ? chooseTo(view, row.number, shown) : toggle(view, row.number));
  return (
    <label
      className={classes(
        'absolute top-1.5 left-2.5 grid size-8.5 place-items-center',
        isHere ? '' : 'opacity-0 group-hover/item:opacity-100 has-focus-visible:opacity-100',
      )}
    >
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
        className="grid size-[26px] place-items-center rounded-full border border-edge bg-sheet peer-checked:border-accent peer-checked:bg-accent peer-focus-visible:shadow-focus"
      >
        <CheckIcon strokeWidth={3} className={classes('size-3.5', isOn ? 'text-accent-ink' : 'text-line')} />
      </span>
    </label>
  );
}
