import { useQuery } from '@tanstack/react-query';
import { useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { View } from '../../contract/views.ts';
import { fieldOfColumn } from '../../domain/view-columns.ts';
import { useIsWide } from '../app/use-is-wide.ts';
import { useLook } from '../views/calls.ts';
import { viewsQuery } from './calls.ts';
import type { TicketListAsked, TicketListSearch } from './list-search.ts';

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

/** What to ask the desk for, in the order the agent likes. Until the views are known there is nothing to ask. */
export function useListSearch(): TicketListAsked | undefined {
  const search: TicketListSearch = useSearch({ from: '/signed-in/tickets' });
  const { isPending } = useQuery(viewsQuery);
  const view = useCurrentView();
  if (search.view === undefined || isPending) return undefined;
  if (view === undefined) return search;
  const { sort, isReversed } = orderOf(search, view);
  return {
    view: search.view,
    sort,
    ...(isReversed && { reversed: 'true' as const }),
    ...(showsFields(view) && { include: 'fields' as const }),
  };
}

/** The order of a view: what the address bar says, else what the agent likes. */
function orderOf({ sort }: TicketListSearch, view: View): Pick<View, 'sort' | 'isReversed'> {
  return sort === undefined ? view : { sort, isReversed: false };
}

function showsFields({ layout, columns }: View): boolean {
  return layout === 'table' && columns.some((column) => fieldOfColumn(column) !== null);
}

type Order = Pick<View, 'sort' | 'isReversed'>;

/** The order the list of a view stands in, and the way to another, which is kept for this agent. */
export function useOrder(view: View): Order & { choose: (order: Order) => void } {
  const search: TicketListSearch = useSearch({ from: '/signed-in/tickets' });
  const navigate = useNavigate();
  const look = useLook();
  const choose = (order: Order) => {
    look(view, order);
    const { sort: _, ...rest } = search;
    if (search.sort !== undefined) void navigate({ to: '.', search: rest, replace: true });
  };
  return { ...orderOf(search, view), choose };
}

/** There is room for a table: the page is wide, and no ticket is open beside the list. */
export function useCanBeTable(): boolean {
  const isTicketOpen = useMatchRoute()({ to: '/tickets/$number' }) !== false;
  return useIsWide() && !isTicketOpen;
}

export function useIsTable(): boolean {
  const view = useCurrentView();
  return useCanBeTable() && view?.layout === 'table';
}
