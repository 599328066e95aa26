import { useQuery } from '@tanstack/react-query';
import { builtInColumns, columnsOf, mostColumns, type ViewColumn } from '../../domain/view-columns.ts';
import { t } from '../../locales/translate.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { MoveButtons, moved } from '../admin/move-buttons.tsx';
import { fieldsQuery } from '../tickets/calls.ts';
import { columnName } from './column-words.ts';

type Props = { value: readonly ViewColumn[]; onChange: (columns: ViewColumn[]) => void };

/** The columns of a table: those it shows in their order, then those it could. */
export function ColumnsField({ value, onChange }: Props) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const own = fields.filter(({ isArchived }) => !isArchived).map(({ key }): ViewColumn => `field:${key}`);
  const shown = columnsOf(
    value,
    fields.map(({ key }) => key),
  );
  const left = [...builtInColumns, ...own].filter((column) => !shown.includes(column));
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t('Columns')}</legend>
      <ol className="flex flex-col">
        {[...shown, ...left].map((column) => {
          const name = columnName(column, fields);
          const at = shown.indexOf(column);
          const isShown = at !== -1;
          const toggle = (isIn: boolean) =>
            onChange(isIn ? [...shown, column] : shown.filter((other) => other !== column));
          return (
            <li key={column} className="flex min-h-8 items-center gap-2 border-b border-line last:border-b-0">
              <span className="min-w-0 flex-1">
                <Checkbox
                  isSelected={isShown}
                  isDisabled={column === 'subject' || (!isShown && shown.length >= mostColumns)}
                  onChange={toggle}
                >
                  {name}
                </Checkbox>
              </span>
              {isShown ? (
                <MoveButtons name={name} at={at} count={shown.length} onMove={(to) => onChange(moved(shown, at, to))} />
              ) : null}
            </li>
          );
        })}
      </ol>
    </fieldset>
  );
}
