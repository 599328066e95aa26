import { z } from 'zod';
import { ruleAction } from './automation.ts';
import { instant, next, page, publicId } from './common.ts';

// Paths: GET, POST /api/bulk-runs · GET /api/bulk-runs/:bulkRunId · GET .../errors · POST .../stop · POST .../undo.

/** The most tickets one run takes. */
export const mostInBulk = 50_000;
const numbers = z.array(z.int().positive());
/** By their numbers, or everything that stands in a view now but for some. */
export const bulkSelection = z.union([
  z.strictObject({ numbers: numbers.min(1).max(1_000) }),
  z.strictObject({ view: z.string().min(1).max(100), except: numbers.max(1_000).default([]) }),
]);
/** One reply to each of them; `text` may ask for variables. `status`: the slug the ticket then gets. */
const bulkReply = z.strictObject({
  text: z.string().trim().min(1).max(100_000),
  status: z.string().max(60).optional(),
});

/** What is done to each: the actions that macros know, in this order, or those of a macro; then a reply, if any. */
export const bulkBody = z
  .strictObject({
    tickets: bulkSelection,
    actions: z.array(ruleAction).max(20).default([]),
    macro: publicId.optional(),
    reply: bulkReply.optional(),
  })
  .refine(({ actions, macro, reply }) => actions.length > 0 || macro !== undefined || reply !== undefined, {
    message: 'Say what is to be done.',
    path: ['actions'],
  });
export type BulkBody = z.infer<typeof bulkBody>;

export const bulkRun = z.strictObject({
  id: publicId,
  actions: z.array(ruleAction),
  hasReply: z.boolean(),
  /** It takes back what another run did. */
  isUndo: z.boolean(),
  state: z.enum(['running', 'stopped', 'done']),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  /** There is something that can be taken back, and nobody asked for it yet. */
  canUndo: z.boolean(),
  createdAt: instant,
  endedAt: instant.nullable(),
});
export type BulkRun = z.infer<typeof bulkRun>;
export const bulkRunParams = z.strictObject({ bulkRunId: publicId });
export const bulkRunReply = z.strictObject({ run: bulkRun });
export const bulkRunList = z.strictObject({ runs: z.array(bulkRun) });

/** Tickets that the run could not do it to, in the order it came to them, each with its refusal. */
export const bulkErrorsQuery = z.strictObject({ ...page });
export const bulkErrors = z.strictObject({
  errors: z.array(z.strictObject({ number: z.int(), code: z.string(), message: z.string() })),
  next,
});
export type BulkErrors = z.infer<typeof bulkErrors>;
