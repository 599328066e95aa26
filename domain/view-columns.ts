import type { ViewSort } from './views.ts';

/** What a table of tickets can show of each, in the order they are offered. */
export const builtInColumns = [
  'status',
  'channel',
  'number',
  'requester',
  'organization',
  'subject',
  'topic',
  'priority',
  'due',
  'assignee',
  'team',
  'tags',
  'created',
  'updated',
] as const;
/** One of those, or a field of the desk's own on tickets: `field:<key>`. */
export type ViewColumn = (typeof builtInColumns)[number] | `field:${string}`;

export const mostColumns = 20;

/** What a table shows until somebody chooses. */
export const usualColumns: readonly ViewColumn[] = [
  'status',
  'number',
  'subject',
  'requester',
  'organization',
  'priority',
  'due',
  'assignee',
  'updated',
];

/**
 * The columns of a table from those that were kept: each once, only what the desk still has, and the subject always, since it is the
 * way to the ticket. Nothing kept means the usual ones. `fields`: the keys of the desk's own fields on tickets.
 */
export function columnsOf(kept: readonly string[], fields: readonly string[]): ViewColumn[] {
  const known = new Set<string>([...builtInColumns, ...fields.map((key) => `field:${key}`)]);
  const wanted = [...new Set(kept)].filter((column): column is ViewColumn => known.has(column));
  if (wanted.length === 0) return [...usualColumns];
  return wanted.includes('subject') ? wanted : ['subject', ...wanted];
}

/** The key of the desk's own field that a column shows; null for a column every desk has. */
export function fieldOfColumn(column: ViewColumn): string | null {
  return column.startsWith('field:') ? column.slice('field:'.length) : null;
}

const sorts: Partial<Record<ViewColumn, ViewSort>> = {
  priority: 'priority',
  due: 'due',
  created: 'created',
  updated: 'updated',
};

/** By what a column can be sorted: only what an index keeps in order. */
export function sortOfColumn(column: ViewColumn): ViewSort | null {
  return sorts[column] ?? null;
}

/** How the values of a sorted column run from the first row on. Priorities are named from low to critical, and the critical come first. */
export function directionOf(sort: ViewSort, isReversed: boolean): 'ascending' | 'descending' {
  const isRising = sort === 'due';
  return isRising === isReversed ? 'descending' : 'ascending';
}
