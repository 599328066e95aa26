import type { z } from 'zod';
import type { listTicketsQuery } from '../../contract/tickets.ts';

export type TicketSort = NonNullable<z.infer<typeof listTicketsQuery>['sort']>;
const ticketSorts: TicketSort[] = ['due', 'updated', 'created', 'priority'];

/** What the address bar says about the list: which view, in what order where that is not the view's own. */
export type TicketListSearch = { view?: string; sort?: TicketSort };

/** What the desk is asked for. */
export type TicketListAsked = { view?: string; sort?: TicketSort; reversed?: 'true'; include?: 'fields' };

export function ticketListSearch(search: Record<string, unknown>): TicketListSearch {
  const sort = ticketSorts.find((known) => known === search.sort);
  return {
    ...(typeof search.view === 'string' && search.view !== '' ? { view: search.view } : {}),
    ...(sort === undefined ? {} : { sort }),
  };
}
