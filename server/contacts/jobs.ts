import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { runImport } from './commands/import/run.ts';

const payload = z.strictObject({ importId: z.int() });

export const contactJobs = (p: Platform): JobHandlers => ({
  'import-contacts': async (given, { signal }) => runImport(p, { ...payload.parse(given), signal }),
});
