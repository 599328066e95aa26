import type { Room } from '../platform/room.ts';
import { settingsRoutes } from './routes.ts';

export const settingsRoom: Room = { routes: settingsRoutes };
