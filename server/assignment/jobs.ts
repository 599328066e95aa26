import { z } from 'zod';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { assignOne } from './commands/give-one.ts';

const rule = z.strictObject({
  kind: z.literal('rule'),
  id: z.int(),
  depth: z.int(),
  chain: z.array(z.int()).optional(),
  occasion: z
    .union([z.strictObject({ eventId: z.int() }), z.strictObject({ crossingAt: z.iso.datetime() })])
    .optional(),
});
const handedOver = z.strictObject({
  ticketId: z.int(),
  by: z.union([rule, z.strictObject({ kind: z.literal('system') })]),
  tries: z.int(),
});

export const assignmentJobs = (p: Platform): JobHandlers => ({
  'assign-ticket': async (payload) => {
    const { by, ...handed } = handedOver.parse(payload);
    if (by.kind === 'system') return assignOne(p, { ...handed, by });
    const { chain, occasion, ...actor } = by;
    return assignOne(p, { ...handed, by: { ...actor, ...(chain && { chain }), ...(occasion && { occasion }) } });
  },
});
