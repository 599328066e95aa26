import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { mailReset } from './commands/passwords.ts';

const resetPayload = z.object({ email: z.string() });

export const authJobs = (p: Platform): JobHandlers => ({
  'mail-password-reset': async (payload) => mailReset(p, resetPayload.parse(payload).email),
});
