import type { z } from 'zod';
import type { listTicketsQuery } from '../../contract/tickets.ts';

export type TicketSort = NonNullable<z.infer<typeof listTicketsQuery>['sort']>;
export const ticketSorts: TicketSort[] = ['due', 'updated', 'created', 'priority'];

/** What the address bar says about the list: which view, in what order. */
export type TicketListSearch = { view?: string; sort?: TicketSort };

export function ticketListSearch(search: Record<string, unknown>): TicketListSearch {
  const sort = ticketSorts.find((known) => known === search.sort);
  return {
    ...(typeof search.view === 'string' && search.view !== '' ? { view: search.view } : {}),
    ...(sort === undefined ? {} : { sort }),
  };
}
