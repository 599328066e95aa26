import type { Room } from '../platform/room.ts';
import { reportRoutes } from './routes.ts';

export const reportsRoom: Room = { routes: reportRoutes };
