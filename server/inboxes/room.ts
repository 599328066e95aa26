import type { Room } from '../platform/room.ts';
import { inboxesJobs } from './jobs.ts';
import { inboxesReader } from './reactions.ts';
import { inboxRoutes } from './routes.ts';

export const inboxesRoom: Room = {
  routes: inboxRoutes,
  readers: (p) => [inboxesReader(p)],
  jobs: inboxesJobs,
};
