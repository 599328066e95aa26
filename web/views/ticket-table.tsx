import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ListedTicket } from '../../contract/tickets.ts';
import type { View } from '../../contract/views.ts';
import { columnsOf, directionOf, sortOfColumn, type ViewColumn } from '../../domain/view-columns.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { ArrowDownIcon, ArrowUpIcon } from '../../ui/icons.ts';
import { useMay } from '../app/me.ts';
import { fieldsQuery } from '../tickets/calls.ts';
import { useOrder, viewKey } from '../tickets/current-view.ts';
import { useListCommands } from '../tickets/list-commands.ts';
import { nameIn } from '../tickets/words.ts';
import { columnName } from './column-words.ts';
import { TableTick } from './table-tick.tsx';
import { TicketCell } from './ticket-cell.tsx';

type Props = { view: View; rows: ListedTicket[]; hasMore: boolean; onEnd: () => void };

const rowHeight = 38;
/** Pixels. The subject has none: it takes what the others leave. */
const widths: Partial<Record<ViewColumn, number>> = {
  status: 98,
  channel: 64,
  number: 70,
  requester: 132,
  organization: 132,
  topic: 124,
  priority: 98,
  due: 146,
  assignee: 116,
  team: 116,
  tags: 132,
  created: 88,
  updated: 92,
};
const widthOfField = 132;
const narrowestSubject = 220;
const widthOfTick = 36;

/**
 * The tickets of one view, a line each. A table and no grid: what acts in it are links and boxes, reached by Tab as everywhere, and J
 * and K walk its lines. Only what is visible is in the page.
 */
export function TicketTable({ view, rows, hasMore, onEnd }: Props) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const mayChoose = useMay('tickets.update');
  const columns = columnsOf(
    view.columns,
    fields.map(({ key }) => key),
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    // The headings stay where they are and hide what scrolls below them.
    scrollPaddingStart: rowHeight,
    overscan: 10,
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0], shown.at(-1)];
  useEffect(() => {
    if (hasMore && (last?.index ?? 0) >= rows.length - 10) onEnd();
  });
  useListCommands(rows, (index) => virtual.scrollToIndex(index));
  const numbers = rows.map(({ number }) => number);
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0) + (mayChoose ? widthOfTick : 0);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto bg-sheet">
      <table
        aria-label={nameIn(view.name)}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
        style={{ minWidth: width }}
      >
        <colgroup>
          {mayChoose ? <col style={{ width: widthOfTick }} /> : null}
          {columns.map((column) => (
            <col key={column} style={column === 'subject' ? {} : { width: widthOf(column) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {mayChoose ? (
              <th scope="col" className={headingClasses}>
                <span className="sr-only">{t('Selected')}</span>
              </th>
            ) : null}
            {columns.map((column) => (
              <Heading key={column} view={view} column={column} name={columnName(column, fields)} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={first?.start ?? 0} />
          {shown.map(({ index, key }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <tr
                key={key}
                aria-rowindex={index + 2}
                style={{ height: rowHeight }}
                className="group/item relative hover:bg-sunken has-checked:bg-accent-wash"
              >
                {mayChoose ? (
                  <td className="border-b border-line">
                    <TableTick row={row} view={viewKey(view)} shown={numbers} />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <td key={column} className="truncate border-b border-line px-2">
                    <TicketCell row={row} column={column} fields={fields} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Space height={last ? virtual.getTotalSize() - last.end : 0} />
        </tbody>
      </table>
    </div>
  );
}

const headingClasses =
  'sticky top-0 z-10 h-9.5 truncate border-b border-line bg-sheet px-2 text-meta font-[550] text-ink-3';

function Heading({ view, column, name }: { view: View; column: ViewColumn; name: string }) {
  const { sort, isReversed, choose } = useOrder(view);
  const sortable = sortOfColumn(column);
  const isSorted = sortable !== null && sortable === sort;
  const direction = isSorted ? directionOf(sort, isReversed) : undefined;
  const Arrow = direction === 'ascending' ? ArrowUpIcon : ArrowDownIcon;
  return (
    <th scope="col" aria-sort={direction} className={headingClasses}>
      {sortable === null ? (
        name
      ) : (
        <button
          type="button"
          onClick={() => choose({ sort: sortable, isReversed: isSorted && !isReversed })}
          className={classes(
            '-mx-1 flex h-6 max-w-full items-center gap-1 rounded-c px-1 font-[550] hover:bg-sunken hover:text-ink',
            isSorted && 'text-ink',
          )}
        >
          <span className="truncate">{name}</span>
          {isSorted ? <Arrow aria-hidden className="size-3.5 shrink-0" /> : null}
        </button>
      )}
    </th>
  );
}

function widthOf(column: ViewColumn): number {
  return column === 'subject' ? narrowestSubject : (widths[column] ?? widthOfField);
}

/** In place of the lines that are not in the page. */
function Space({ height }: { height: number }) {
  return height <= 0 ? null : <tr aria-hidden style={{ height }} />;
}
