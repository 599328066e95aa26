import { z } from 'zod';
import { instant, next, page } from './common.ts';

/** Something that happened and that one part of the desk could not digest: put aside with its error, the part went on. */
export const parkedEvent = z.strictObject({
  id: z.string(),
  /** The part of the desk that could not digest it. */
  reader: z.string(),
  type: z.string(),
  ticket: z.number().int().nullable(),
  error: z.string(),
  attempts: z.number().int(),
  parkedAt: instant,
});
export const parkedEventList = z.strictObject({ parkedEvents: z.array(parkedEvent), next });
export const parkedEventsQuery = z.strictObject({ ...page });
/** How many are tried again, in the state things are in now. */
export const retriedEvents = z.strictObject({ retrying: z.number().int() });
