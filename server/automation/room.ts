import type { Room } from '../platform/room.ts';
import { triggersReader } from './reactions.ts';
import { automationRoutes } from './routes.ts';

export const automationRoom: Room = {
  routes: automationRoutes,
  readers: (p) => [triggersReader(p)],
};
