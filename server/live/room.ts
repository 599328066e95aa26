import type { Room } from '../platform/room.ts';
import { parkedEventRoutes } from './parked-routes.ts';
import { liveRoutes } from './routes.ts';

export const liveRoom: Room = { routes: (p) => [...liveRoutes(p), ...parkedEventRoutes(p)] };
