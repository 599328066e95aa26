import { z } from 'zod';
import { contactRef, instant, next, organizationRef, page, publicId } from './common.ts';
import { resolution, ticketRow } from './tickets.ts';

export const searchQuery = z.strictObject({ q: z.string().trim().min(1).max(400), ...page });
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
  next,
});

/** Best first. */
export const similarReply = z.strictObject({
  tickets: z.array(
    z.strictObject({ number: z.number().int(), subject: z.string(), solvedAt: instant.nullable(), resolution }),
  ),
});
export type SimilarTicket = z.infer<typeof similarReply>['tickets'][number];
