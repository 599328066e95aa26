import { z } from 'zod';
import { instant, publicId } from './common.ts';

// Path: GET /api/board.

/** How many tickets, and how long it took them in minutes of the clock; null where there are none, or where nothing is timed. */
const number = z.strictObject({ count: z.int(), average: z.number().nullable(), median: z.number().nullable() });
const numbers = z.strictObject({ volume: number, firstReply: number, solution: number });
export type BoardCounts = z.infer<typeof number>;
const ticket = z.strictObject({ number: z.int(), subject: z.string(), requester: z.string(), at: instant });
/** As far as the reader sees tickets; ten of each list, the longest first. */
export const boardReply = z.strictObject({
  /** From the company's midnight until now, and the same hours a week before. */
  today: z.strictObject({ after: instant, numbers }),
  weekAgo: z.strictObject({ after: instant, before: instant, numbers }),
  /** `at`: since when the customer waits. */
  waiting: z.strictObject({ count: z.int(), tickets: z.array(ticket) }),
  /** `at`: when the promise was due. */
  late: z.strictObject({ count: z.int(), tickets: z.array(ticket) }),
  /** Who is there, with the tickets they have in work. */
  online: z.array(z.strictObject({ id: publicId, name: z.string(), isAway: z.boolean(), active: z.int() })),
});
export type Board = z.infer<typeof boardReply>;
