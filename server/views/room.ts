import type { Room } from '../platform/room.ts';
import { viewRoutes } from './routes.ts';

export const viewsRoom: Room = { routes: viewRoutes };
