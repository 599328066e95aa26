import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { beginSome } from './commands/keep-timers.ts';

const beginning = z.strictObject({ ruleId: z.int(), begun: z.int(), acts: z.boolean(), after: z.int() });

export const automationJobs = (p: Platform): JobHandlers => ({
  'begin-rule-timers': async (payload) => beginSome(p, beginning.parse(payload)),
});
