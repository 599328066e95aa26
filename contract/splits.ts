import { z } from 'zod';
import { splitTakes } from '../domain/tickets/split.ts';
import { publicId } from './common.ts';

// Paths: POST /api/tickets/:number/splits (makes a ticket out of messages of this one) · DELETE /api/tickets/:number/split (undoes
// the one that made this ticket).

/** `message` alone, or it and all `later` ones. Without a subject the new ticket has that of the other. */
export const splitBody = z.strictObject({
  message: publicId,
  takes: z.enum(splitTakes),
  subject: z.string().trim().min(1).max(998).optional(),
});
export type SplitBody = z.infer<typeof splitBody>;
