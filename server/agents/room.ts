import type { Room } from '../platform/room.ts';
import { agentRoutes } from './routes.ts';

export const agentsRoom: Room = { routes: agentRoutes };
