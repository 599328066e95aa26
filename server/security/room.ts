import type { Room } from '../platform/room.ts';
import { securityRoutes } from './routes.ts';
import { forgetOldObservations } from './store/observations.ts';

export const securityRoom: Room = {
  routes: securityRoutes,
  recurring: (p) => [{ name: 'forget-observations', cron: '53 3 * * *', run: () => forgetOldObservations(p) }],
};
