import { createRouter } from '@tanstack/react-router';
import { whenSignedOut } from './api.ts';
import { queryClient } from './queries.ts';
import { routeTree } from './routes.ts';
import { NotHere, PageTrouble, Waiting } from './Trouble.tsx';

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 400,
  defaultPendingMinMs: 0,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: PageTrouble,
  defaultNotFoundComponent: NotHere,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

const open = ['/sign-in', '/setup', '/forgot', '/reset', '/invite'];

whenSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (open.some((path) => pathname.startsWith(path))) return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { to: href } });
});
