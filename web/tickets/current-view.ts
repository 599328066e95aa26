import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { View } from '../../contract/views.ts';
import { viewsQuery } from './calls.ts';
import type { TicketListSearch } from './list-search.ts';

/** How the address bar names a view: system views have a word, others their id. */
export function viewKey(view: View): string {
  return view.slug ?? view.id;
}

/** The view whose list is shown, by the address bar. */
export function useCurrentView(): View | undefined {
  const search: TicketListSearch = useSearch({ from: '/signed-in/tickets' });
  const { data: views } = useQuery(viewsQuery);
  return views?.find((view) => viewKey(view) === search.view);
}

/** Who comes without a view lands in the first one where somebody waits, else where whatever comes in will show, and stays there. */
export function useLandingView(): void {
  const search: TicketListSearch = useSearch({ from: '/signed-in/tickets' });
  const navigate = useNavigate();
  const { data: views } = useQuery(viewsQuery);
  const shown = views?.filter(({ isHidden }) => !isHidden);
  const waiting = shown?.find(({ count }) => (count ?? 0) > 0) ?? shown?.find(({ slug }) => slug === 'all-active');
  const landing = search.view === undefined ? (waiting ?? shown?.[0] ?? views?.[0]) : undefined;
  const key = landing ? viewKey(landing) : undefined;
  useEffect(() => {
    if (key !== undefined) void navigate({ to: '.', search: { ...search, view: key }, replace: true });
  });
}

/** What to ask the desk for. Until the view is known there is nothing to ask. */
export function useListSearch(): (TicketListSearch & { view: string }) | undefined {
  const search: TicketListSearch = useSearch({ from: '/signed-in/tickets' });
  return search.view === undefined ? undefined : { ...search, view: search.view };
}
