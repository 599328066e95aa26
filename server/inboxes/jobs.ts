import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { deliver } from './commands/deliver.ts';

const payloads = { deliver: z.object({ id: z.number().int() }) };

export const inboxesJobs = (p: Platform): JobHandlers => ({
  'deliver-message': async (payload) => deliver(p, payloads.deliver.parse(payload).id),
});
