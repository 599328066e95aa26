import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { recomputeAfter } from './commands/keep-clocks.ts';

const recomputePayload = z.strictObject({ after: z.int() });

export const slaJobs = (p: Platform): JobHandlers => ({
  'recompute-sla': async (payload) => recomputeAfter(p, recomputePayload.parse(payload).after),
});
