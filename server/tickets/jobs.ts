import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { postWaitingReply } from './commands/post-reply.ts';

const payload = z.strictObject({ messageId: z.number().int() });

export const ticketJobs = (p: Platform): JobHandlers => ({
  'post-reply': async (given) => postWaitingReply(p, payload.parse(given).messageId),
});
