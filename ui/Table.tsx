import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export type Column<Row> = {
  id: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Columns that go when the page is narrow. */
  isSecondary?: boolean;
  isEnd?: boolean;
  isHiddenLabel?: boolean;
};

/** Rows under headings. On a narrow page secondary columns leave and what remains wraps. */
export function Table<Row>(props: { label: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string }) {
  return (
    <table aria-label={props.label} className="w-full border-collapse text-left">
      <thead>
        <tr className="border-b border-line">
          {props.columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              className={classes('px-2 py-2 text-meta font-[550] text-ink-3 first:pl-0', cellPlace(column))}
            >
              {column.isHiddenLabel ? <span className="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.keyOf(row)} className="border-b border-line align-middle">
            {props.columns.map((column) => (
              <td key={column.id} className={classes('px-2 py-2 first:wrap-anywhere first:pl-0', cellPlace(column))}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellPlace<Row>(column: Column<Row>): string {
  return classes(column.isSecondary && 'max-md:hidden', column.isEnd && 'text-right last:pr-0');
}
