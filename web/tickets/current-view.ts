import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { View } from '../../contract/views.ts';
import { viewsQuery } from './calls.ts';
import type { TicketListSearch } from './list-search.ts';

/** How the address bar names a view: system views have a word, others their id. */
export function viewKey(view: View): string {
  return view.slug ?? view.id;
}

/** The view whose list is shown: the one in the address, else the first that has tickets. */
export function useCurrentView(): View | undefined {
  const search: TicketListSearch = useSearch({ from: '/signed-in/tickets' });
  const { data: views } = useQuery(viewsQuery);
  if (search.view !== undefined) return views?.find((view) => viewKey(view) === search.view);
  return views?.[0];
}

/** What to ask the desk for. Until the views are known there is nothing to ask. */
export function useListSearch(): (TicketListSearch & { view: string }) | undefined {
  const search: TicketListSearch = useSearch({ from: '/signed-in/tickets' });
  const current = useCurrentView();
  const view = search.view ?? (current ? viewKey(current) : undefined);
  return view === undefined ? undefined : { ...search, view };
}
