import type { Room } from '../platform/room.ts';
import { notificationJobs } from './jobs.ts';
import { notificationsReader } from './reactions.ts';
import { notificationRoutes } from './routes.ts';

export const notificationsRoom: Room = {
  routes: notificationRoutes,
  readers: (p) => [notificationsReader(p)],
  jobs: notificationJobs,
};
