import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { adminRoutes } from '../admin/routes.ts';
import { authRoutes } from '../auth/routes.ts';
import { accountSearch } from '../reports/account-search.ts';
import { ticketQuery } from '../tickets/calls.ts';
import { ticketListSearch } from '../tickets/list-search.ts';
import { withWords } from './later.ts';
import { queryClient } from './queries.ts';
import { rootRoute, signedInRoute } from './signed-in-route.ts';

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tickets' });
  },
});

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tickets',
  validateSearch: ticketListSearch,
  component: lazyRouteComponent(() => import('../tickets/inbox-page.tsx'), 'InboxPage'),
});

const noTicketRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../tickets/inbox-page.tsx'), 'NoTicket'),
});

const ticketRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '$number',
  /** Asked for as soon as the pointer rests on a row; the page does not wait for it. */
  loader: ({ params }) => {
    void queryClient.prefetchQuery(ticketQuery(Number(params.number)));
  },
  component: lazyRouteComponent(() => import('../tickets/ticket-page.tsx'), 'TicketPage'),
});

const searchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/search',
  validateSearch: (search: Record<string, unknown>): { q: string } => ({ q: String(search.q ?? '') }),
  component: lazyRouteComponent(() => withWords(import('../search/search-page.tsx')), 'SearchPage'),
});

const contactRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => withWords(import('../contacts/contact-page.tsx')), 'ContactPage'),
});

const organizationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/organizations/$organizationId',
  component: lazyRouteComponent(() => withWords(import('../contacts/organization-page.tsx')), 'OrganizationPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  validateSearch: accountSearch,
  component: lazyRouteComponent(() => withWords(import('../reports/account-page.tsx')), 'AccountPage'),
});

const profileRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/profile',
  component: lazyRouteComponent(() => withWords(import('../profile/profile-page.tsx')), 'ProfilePage'),
});

export const routeTree = rootRoute.addChildren([
  ...authRoutes,
  signedInRoute.addChildren([
    homeRoute,
    inboxRoute.addChildren([noTicketRoute, ticketRoute]),
    searchRoute,
    contactRoute,
    organizationRoute,
    accountRoute,
    profileRoute,
    adminRoutes,
  ]),
]);
