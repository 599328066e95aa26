import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { ViewSort } from '../../../domain/views.ts';

type Sql = RawBuilder<unknown>;
type Test = RawBuilder<SqlBool>;
type KeyType = 'instant' | 'number';

/**
 * Keyset order: the columns of the key in the order of an index, the last one (`id`) making it unique. `kept` is the name
 * under which the page carries the column on, where a part of the page has a value of its own for it.
 */
type Key = { column: string; kept: string; type: KeyType };
type Order = { key: readonly Key[]; isDescending: boolean };

const id: Key = { column: 'id', kept: 'id', type: 'number' };
const due: Key = { column: 'next_due_at', kept: 'due_key', type: 'instant' };
const priority: Key = { column: 'priority', kept: 'priority', type: 'number' };
const newest = (column: string): Order => ({
  key: [{ column, kept: column, type: 'instant' }, id],
  isDescending: true,
});

/** By what a list is sorted; reversed, the last comes first. */
export type ListOrder = { sort: ViewSort; isReversed: boolean };

const orders: Record<ViewSort, Order> = {
  updated: newest('updated_at'),
  created: newest('created_at'),
  due: { key: [due, priority, id], isDescending: false },
  priority: { key: [priority, due, id], isDescending: false },
};

/** Reversed, an index is walked from its other end. */
function orderOf({ sort, isReversed }: ListOrder): Order {
  const { key, isDescending } = orders[sort];
  return { key, isDescending: isDescending !== isReversed };
}

/** Sorts of work: their indexes hold active tickets alone, and those that are done have an index of their own. */
export function isSortOfWork(sort: ViewSort): boolean {
  return sort === 'due' || sort === 'priority';
}

/** Where a page ended, as text that SQL made: exact whatever JavaScript makes of an instant. */
export type Cursor = string[];

/** The order of the index to walk. */
export function orderOfIndex(order: ListOrder): Sql {
  return ordered(order, ({ column }) => column);
}

/** The same order among the rows of a page. */
export function orderOfPage(order: ListOrder): Sql {
  return ordered(order, ({ kept }) => kept);
}

function ordered(order: ListOrder, column: (key: Key) => string): Sql {
  const { key, isDescending } = orderOf(order);
  return sql.raw(key.map((part) => `tickets.${column(part)}${isDescending ? ' desc' : ''}`).join(', '));
}

/** The place of a row of a page in the order; read it back as `cursor_key`. */
export function cursorKey(sort: ViewSort): Sql {
  return sql.raw(`array[${orders[sort].key.map(({ kept }) => `tickets.${kept}::text`).join(', ')}] as cursor_key`);
}

/** The rows that follow the cursor: one row comparison, which is one range of the index. */
export function after(order: ListOrder, cursor: Cursor | null): Test {
  if (cursor === null) return sql`true`;
  const { key, isDescending } = orderOf(order);
  const columns = sql.raw(key.map(({ column }) => `tickets.${column}`).join(', '));
  const values = key.map(({ type }, index) => keyValue(cursor[index] ?? '', type));
  return sql`(${columns}) ${sql.raw(isDescending ? '<' : '>')} (${sql.join(values)})`;
}

/** Done tickets have no due time that counts: they are ordered by priority and id, and follow all that is due (reversed: precede). */
export function orderOfDone({ isReversed }: ListOrder): Sql {
  return sql.raw(isReversed ? 'tickets.priority desc, tickets.id desc' : 'tickets.priority, tickets.id');
}

export function afterAmongDone({ sort, isReversed }: ListOrder, cursor: Cursor | null): Test {
  if (cursor === null) return sql`true`;
  const [first = '', second = '', last = ''] = cursor;
  const [dueAt, atPriority] = sort === 'due' ? [first, second] : [second, first];
  const rank = keyValue(atPriority, 'number');
  const follows = sql.raw(isReversed ? '<' : '>');
  if (dueAt === 'infinity')
    return sql`(tickets.priority, tickets.id) ${follows} (${rank}, ${keyValue(last, 'number')})`;
  if (sort === 'due') return isReversed ? sql`false` : sql`true`;
  return isReversed ? sql`tickets.priority < ${rank}` : sql`tickets.priority >= ${rank}`;
}

function keyValue(text: string, type: KeyType): Sql {
  return type === 'instant' ? sql`${text}::timestamptz` : sql`${text}::bigint`;
}

export function encodeCursor(order: ListOrder, cursor: Cursor): string {
  return Buffer.from([nameOf(order), ...cursor].join('\n')).toString('base64url');
}

function nameOf({ sort, isReversed }: ListOrder): string {
  return isReversed ? `${sort} reversed` : sort;
}

const shapes: Record<KeyType, RegExp> = {
  instant: /^(infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2})$/,
  number: /^\d{1,18}$/,
};

/** A cursor belongs to the order it was made for; anything else is refused rather than paged wrongly. */
export function decodeCursor(order: ListOrder, text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const [madeFor, ...cursor] = Buffer.from(text, 'base64url').toString().split('\n');
  const { key } = orders[order.sort];
  const fits = cursor.length === key.length && key.every(({ type }, index) => shapes[type].test(cursor[index] ?? ''));
  if (madeFor === nameOf(order) && fits) return cursor;
  throw new AppError('invalid', 'cursor_invalid', 'The cursor is not one of this list.', {
    fields: { after: 'Pass the value of `next` that came with this list.' },
  });
}
