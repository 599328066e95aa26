import type { Room } from '../platform/room.ts';
import { authJobs } from './jobs.ts';
import { authRoutes } from './routes.ts';
import { forgetExpired } from './store/expired.ts';

export const authRoom: Room = {
  routes: authRoutes,
  jobs: authJobs,
  recurring: (p) => [{ name: 'forget-expired-sessions', cron: '41 * * * *', run: () => forgetExpired(p) }],
};
