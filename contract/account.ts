import { z } from 'zod';
import { accountKinds } from '../domain/account.ts';
import { instant, publicId } from './common.ts';

// Paths: GET /api/account · GET /api/account/items.

/** A day of the company's calendar; without it, what is in work now. */
const day = z.iso.date().optional();
const kind = z.enum(accountKinds);
export const accountQuery = z.strictObject({ day });
export const accountItemsQuery = z.strictObject({ day, kind: kind.optional() });

/** `isEven`: the lines together are what came in, counted by itself. */
export const accountReply = z.strictObject({
  day: z.string().nullable(),
  cameIn: z.int(),
  lines: z.array(z.strictObject({ kind, count: z.int() })),
  isEven: z.boolean(),
});
export type Account = z.infer<typeof accountReply>;

/** The longest waiting first, 200 at most. A mail without a ticket is one that was not filed into any. */
export const accountItems = z.strictObject({
  items: z.array(
    z.strictObject({
      kind,
      since: instant,
      ticket: z.strictObject({ number: z.int(), subject: z.string(), requester: z.string() }).nullable(),
      mail: z.strictObject({ id: publicId, from: z.string(), subject: z.string() }).nullable(),
    }),
  ),
});
export type AccountItems = z.infer<typeof accountItems>['items'];
