import { z } from 'zod';
import { outsides } from '../../domain/automation/depends.ts';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { beginSome, renewSome } from './commands/keep-timers.ts';

const beginning = z.strictObject({ ruleId: z.int(), begun: z.int(), acts: z.boolean(), after: z.int() });
const renewing = z.strictObject({
  outside: z.enum(outsides),
  of: z.strictObject({ kind: z.enum(['contact', 'organization']), id: z.int() }).nullable(),
  after: z.int(),
});

export const automationJobs = (p: Platform): JobHandlers => ({
  'begin-rule-timers': async (payload) => beginSome(p, beginning.parse(payload)),
  'renew-rule-timers': async (payload) => renewSome(p, renewing.parse(payload)),
});
