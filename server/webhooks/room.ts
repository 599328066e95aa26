import { z } from 'zod';
import type { Room } from '../platform/room.ts';
import { attempt, forgetOldCalls } from './commands/call.ts';
import { webhookRoutes } from './routes.ts';

const payload = z.object({ id: z.number().int() });

export const webhooksRoom: Room = {
  routes: webhookRoutes,
  jobs: (p) => ({ 'call-webhook': async (given) => attempt(p, payload.parse(given).id) }),
  recurring: (p) => [{ name: 'forget-webhook-calls', cron: '29 4 * * *', run: () => forgetOldCalls(p) }],
};
