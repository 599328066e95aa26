import type { Room } from '../platform/room.ts';
import { correctionsReader, triageReader } from './reactions.ts';
import { triageRoutes } from './routes.ts';

export const triageRoom: Room = {
  routes: triageRoutes,
  readers: (p) => [triageReader(p), correctionsReader()],
};
