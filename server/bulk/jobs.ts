import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { runSome } from './commands/run-some.ts';

const payload = z.strictObject({ runId: z.int() });

export const bulkJobs = (p: Platform): JobHandlers => ({
  'run-bulk': async (given, { signal }) => runSome(p, { ...payload.parse(given), signal }),
});
