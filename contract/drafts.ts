import { z } from 'zod';
import { publicId } from './common.ts';
import { ticketNumber } from './tickets.ts';

// Paths: GET /api/tickets/:number/drafts · PUT, DELETE /api/tickets/:number/drafts/:draftKind.

/**
 * What an agent is writing in a ticket and has not sent. `html` only where it has formatting: kept as it came, so whoever shows it
 * reads it through a schema of their own. `seen`: the newest message that stood there when they began.
 */
export const draft = z.strictObject({
  text: z.string().min(1).max(500_000),
  html: z.string().min(1).max(500_000).optional(),
  seen: publicId.nullish(),
  mentions: z.array(z.strictObject({ id: publicId, name: z.string().max(200) })).max(50),
});
export type KeptDraft = z.infer<typeof draft>;
/** A reply and a note are written beside each other. */
export const draftKind = z.enum(['reply', 'note']);
export const draftParams = z.strictObject({ number: ticketNumber, draftKind });
export const draftList = z.strictObject({ reply: draft.nullable(), note: draft.nullable() });
export type DraftList = z.infer<typeof draftList>;
