import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { mailAgent } from './commands/mail.ts';

const due = z.object({ agentId: z.number().int(), ticketId: z.number().int() });

export const notificationJobs = (p: Platform): JobHandlers => ({
  'mail-agent': async (payload) => mailAgent(p, due.parse(payload)),
});
