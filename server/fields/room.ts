import type { Room } from '../platform/room.ts';
import { fieldRoutes } from './routes.ts';

export const fieldsRoom: Room = { routes: fieldRoutes };
