import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../app/signed-in-route.ts';
import { getSetupState } from './calls.ts';

/** The pages outside the door. */
export const authRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    // Named even when it is refused: the router would keep the address that was given.
    validateSearch: (search: Record<string, unknown>): { to?: string | undefined } => ({
      to: isOurs(search.to) ? search.to : undefined,
    }),
    beforeLoad: async () => {
      const { isNeeded } = await getSetupState().catch(() => ({ isNeeded: false }));
      if (isNeeded) throw redirect({ to: '/setup' });
    },
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/setup',
    component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/forgot',
    component: lazyRouteComponent(() => import('./forgot-page.tsx'), 'ForgotPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reset',
    component: lazyRouteComponent(() => import('./reset-page.tsx'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invite',
    component: lazyRouteComponent(() => import('./invite-page.tsx'), 'InvitePage'),
  }),
] as const;

/** Only a path of this desk: a link must not send somebody elsewhere after signing in. */
function isOurs(to: unknown): to is string {
  return typeof to === 'string' && to.startsWith('/') && !to.startsWith('//') && !to.includes('\\');
}
