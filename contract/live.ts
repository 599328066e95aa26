import { z } from 'zod';

/** What the stream says: ids only; the browser asks again for what it shows. `reset`: too old to follow, ask for everything. */
export const liveEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), position: z.number().int() }),
  z.strictObject({ type: z.literal('ticket'), number: z.number().int() }),
  z.strictObject({ type: z.literal('views') }),
  z.strictObject({ type: z.literal('notifications') }),
  z.strictObject({ type: z.literal('admin'), noun: z.string() }),
  z.strictObject({ type: z.literal('reset') }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
