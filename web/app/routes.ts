import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { authRoutes } from '../auth/routes.ts';
import { ticketListSearch } from '../tickets/list-search.ts';
import { ApiError } from './api.ts';
import { meQuery } from './me.ts';
import { queryClient } from './queries.ts';

export const rootRoute = createRootRoute({ component: Outlet });

/** Everything behind the door. Who is not signed in goes to the sign-in page and comes back. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ to: '/sign-in', search: { to: location.href } });
      throw error;
    }
  },
  component: lazyRouteComponent(() => import('./signed-in.tsx'), 'SignedIn'),
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tickets' });
  },
});

export const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tickets',
  validateSearch: ticketListSearch,
  component: lazyRouteComponent(() => import('../tickets/inbox-page.tsx'), 'InboxPage'),
});

export const noTicketRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../tickets/inbox-page.tsx'), 'NoTicket'),
});

export const ticketRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '$number',
  component: lazyRouteComponent(() => import('../tickets/ticket-page.tsx'), 'TicketPage'),
});

const searchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/search',
  validateSearch: (search: Record<string, unknown>): { q: string } => ({ q: String(search.q ?? '') }),
  component: lazyRouteComponent(() => import('../search/search-page.tsx'), 'SearchPage'),
});

export const routeTree = rootRoute.addChildren([
  ...authRoutes(rootRoute),
  signedInRoute.addChildren([homeRoute, inboxRoute.addChildren([noTicketRoute, ticketRoute]), searchRoute]),
]);
