import type { Room } from '../platform/room.ts';
import { contactRoutes } from './routes.ts';

export const contactsRoom: Room = { routes: contactRoutes };
