import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { learnAdminWords } from '../app/language.ts';
import { signedInRoute } from '../app/signed-in-route.ts';

const adminRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin',
  component: lazyRouteComponent(async () => {
    const [frame] = await Promise.all([import('./admin-frame.tsx'), learnAdminWords()]);
    return frame;
  }, 'AdminFrame'),
});

const inFrame = () => adminRoute;

/** Everything an admin sets, under one frame with its own list of pages. */
export const adminRoutes = adminRoute.addChildren([
  createRoute({
    getParentRoute: inFrame,
    path: '/',
    component: lazyRouteComponent(() => import('./admin-frame.tsx'), 'FirstAdminPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'agents',
    component: lazyRouteComponent(() => import('./agents-page.tsx'), 'AgentsPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'teams',
    component: lazyRouteComponent(() => import('./teams-page.tsx'), 'TeamsPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'inboxes',
    component: lazyRouteComponent(() => import('./inboxes-page.tsx'), 'InboxesPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'business-hours',
    component: lazyRouteComponent(() => import('./business-hours-page.tsx'), 'BusinessHoursPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'sla',
    component: lazyRouteComponent(() => import('./sla-page.tsx'), 'SlaPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'deliveries',
    component: lazyRouteComponent(() => import('./deliveries-page.tsx'), 'DeliveriesPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'parked',
    component: lazyRouteComponent(() => import('./parked-page.tsx'), 'ParkedPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'suppressions',
    component: lazyRouteComponent(() => import('./suppressions-page.tsx'), 'SuppressionsPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'settings',
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'security',
    component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: 'audit',
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
]);
