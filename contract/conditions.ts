import { z } from 'zod';
import type { Condition } from '../domain/conditions/condition.ts';

// Path: POST /api/tickets/matching.

/** As domain/conditions reads it; the whole schema, groups in groups, would make every description of the API a book. */
export const condition = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Condition>;

/** Which tickets an agent sees does a condition hold for, now? */
export const matchingBody = z.strictObject({ condition });
/** The count is exact to 1,000, then `isMore` says there are more. Some of the tickets stand beside it. */
export const matchingReply = z.strictObject({
  count: z.int(),
  isMore: z.boolean(),
  tickets: z.array(z.strictObject({ number: z.int(), subject: z.string() })),
});
export type Matching = z.infer<typeof matchingReply>;
