import { z } from 'zod';
import { problemSentences, type TextProblemCode } from '../domain/conditions/text/problem.ts';
import { contactRef, instant, next, organizationRef, page, publicId } from './common.ts';
import { condition } from './conditions.ts';
import { resolution, ticketRow } from './tickets.ts';

/** `timeZone`: by whose clock days are meant; without it the company's. */
export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(400),
  timeZone: z.string().min(1).max(64).optional(),
  ...page,
});
/** What a search asks besides words, as it was typed; what could not be read says why and was looked for as words. */
export const askedQuestion = z.strictObject({
  text: z.string(),
  condition: condition.nullable(),
  problem: z
    .strictObject({
      at: z.int(),
      end: z.int(),
      code: z.enum(Object.keys(problemSentences) as TextProblemCode[]),
      values: z.record(z.string(), z.string()),
    })
    .nullable(),
});
export type AskedQuestion = z.infer<typeof askedQuestion>;
/** A hit is a ticket with the message that matched, its resolution or the values of its own fields; `excerpt` marks found words with \u0002 and \u0003. */
export const searchHit = z.strictObject({
  ticket: ticketRow,
  messageId: publicId.nullable(),
  isResolution: z.boolean(),
  isField: z.boolean(),
  excerpt: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;
export const searchReply = z.strictObject({
  hits: z.array(searchHit),
  contacts: z.array(contactRef),
  organizations: z.array(organizationRef),
  asked: z.array(askedQuestion),
  next,
});

/** Best first. */
export const similarReply = z.strictObject({
  tickets: z.array(
    z.strictObject({ number: z.number().int(), subject: z.string(), solvedAt: instant.nullable(), resolution }),
  ),
});
export type SimilarTicket = z.infer<typeof similarReply>['tickets'][number];
