import { z } from 'zod';
import { instant, publicId } from './common.ts';
import { slaPolicyOrderBody, updateBusinessHoursBody, updateSlaPolicyBody } from './sla.ts';

// Path: POST /api/sla-moves. It reads and saves nothing.

/** A change somebody thinks of. Without an id it is a new policy or new business hours. */
export const slaMovesBody = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('policy'), id: publicId.nullable(), policy: updateSlaPolicyBody }),
  z.strictObject({ change: z.literal('policy_removed'), id: publicId }),
  z.strictObject({ change: z.literal('policy_order'), ...slaPolicyOrderBody.shape }),
  z.strictObject({ change: z.literal('business_hours'), id: publicId.nullable(), hours: updateBusinessHoursBody }),
  z.strictObject({ change: z.literal('business_hours_removed'), id: publicId }),
]);

export const slaMoves = z.strictObject({
  /** How many open tickets were asked about, the soonest due first; `isAll`: there are no more. */
  examined: z.int(),
  isAll: z.boolean(),
  earlier: z.int(),
  later: z.int(),
  /** Not due before, or not any more. */
  begin: z.int(),
  end: z.int(),
  /** Of those: late the moment this is saved. */
  lateAtOnce: z.int(),
  /** The first of them that who asks may see. */
  first: z.array(
    z.strictObject({ number: z.int(), subject: z.string(), from: instant.nullable(), to: instant.nullable() }),
  ),
});
export type SlaMoves = z.infer<typeof slaMoves>;
export const slaMovesReply = z.strictObject({ moves: slaMoves });
