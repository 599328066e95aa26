import { z } from 'zod';
import { instant } from './common.ts';

// Paths: POST /api/tickets/:number/merges (several into this one) · DELETE /api/tickets/:number/merge (undoes this one's).

/** The tickets that go into the one in the path. */
export const mergeBody = z.strictObject({ numbers: z.array(z.coerce.number().int().positive()).min(1).max(50) });
export type MergeBody = z.infer<typeof mergeBody>;

/** The merge a ticket stands in: where all that was said in it is now. The subject is null for who does not see that ticket. */
export const merge = z.strictObject({
  number: z.int(),
  subject: z.string().nullable(),
  by: z.string().nullable(),
  at: instant,
  /** It was split off from that ticket, and the split was undone: this merge is for good. */
  endsSplit: z.boolean(),
  /** Whether this agent may undo it: who sees both tickets. */
  canUndo: z.boolean(),
});
