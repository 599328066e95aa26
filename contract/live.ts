import { z } from 'zod';
import { publicId } from './common.ts';

const onlooker = z.strictObject({ id: publicId, doing: z.enum(['viewing', 'typing']) });
/** A browser says it when it shows a ticket and every fifteen seconds while it does; `typing` every few seconds while somebody types. */
export const onlookingBody = z.strictObject({ doing: z.enum(['viewing', 'typing', 'gone']) });

/** `after`: the position the page began at (`sessionReply`). What happened between the page and its stream is told first. */
export const streamQuery = z.strictObject({ after: z.coerce.number().int().nonnegative().optional() });

/** What the stream says: ids only; the browser asks again for what it shows. `reset`: too old to follow, ask for everything. */
export const liveEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), position: z.number().int() }),
  z.strictObject({ type: z.literal('ticket'), number: z.number().int() }),
  z.strictObject({ type: z.literal('views') }),
  z.strictObject({ type: z.literal('notifications') }),
  z.strictObject({ type: z.literal('admin'), noun: z.string() }),
  /** All agents who are at a ticket now; nobody: they left. */
  z.strictObject({ type: z.literal('onlookers'), number: z.number().int(), agents: z.array(onlooker) }),
  z.strictObject({ type: z.literal('reset') }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
