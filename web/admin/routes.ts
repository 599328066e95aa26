import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../app/later.ts';
import { signedInRoute } from '../app/signed-in-route.ts';

const adminRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin',
  component: lazyRouteComponent(() => withWords(import('./admin-frame.tsx')), 'AdminFrame'),
});

const inFrame = () => adminRoute;

/** Everything an admin sets, under one frame with its own list of pages (`pages.ts`). */
export const adminRoutes = adminRoute.addChildren([
  createRoute({
    getParentRoute: inFrame,
    path: '/',
    component: lazyRouteComponent(() => import('./admin-frame.tsx'), 'FirstAdminPage'),
  }),
  createRoute({
    getParentRoute: inFrame,
    path: '$page',
    component: lazyRouteComponent(() => import('./admin-frame.tsx'), 'OneAdminPage'),
  }),
]);
