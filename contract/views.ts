import { z } from 'zod';
import { publicId, translated } from './common.ts';

/** A view with its count: exact to 1,000, then `isMore` says there are more. */
export const view = z.strictObject({
  id: publicId,
  slug: z.string().nullable(),
  name: translated,
  kind: z.enum(['system', 'team', 'agent']),
  sort: z.enum(['due', 'updated', 'created', 'priority']),
  count: z.number().int(),
  isMore: z.boolean(),
});
export type View = z.infer<typeof view>;
export const viewList = z.strictObject({ views: z.array(view) });
