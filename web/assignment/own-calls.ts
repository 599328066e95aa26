import type { z } from 'zod';
import type { nextTicketReply } from '../../contract/assignment.ts';
import { api } from '../app/api.ts';

// What the first screen asks for: apart from the many calls of the settings.

export const takeNext = () => api.post<z.infer<typeof nextTicketReply>>('/api/tickets/next');
export const setAway = (isAway: boolean) => api.put<void>('/api/availability', { isAway });
