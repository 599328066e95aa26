import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { ApiError } from './api.ts';
import { meQuery } from './me.ts';
import { queryClient } from './queries.ts';

export const rootRoute = createRootRoute({ component: Outlet });

/** Everything behind the door. Who is not signed in goes to the sign-in page and comes back. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    void import('./signed-in.tsx'); // comes while the desk says who this is
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { to: location.href } });
      }
      throw error;
    }
  },
  component: lazyRouteComponent(() => import('./signed-in.tsx'), 'SignedIn'),
});
