import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { deliver } from './commands/deliver.ts';

const payload = z.object({ id: z.number().int() });

export const inboxesJobs = (p: Platform): JobHandlers => ({
  'deliver-message': async (given) => deliver(p, payload.parse(given).id),
});
