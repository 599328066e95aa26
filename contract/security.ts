import { z } from 'zod';
import { severities } from '../domain/suspicion.ts';
import { instant, next, page, publicId } from './common.ts';

// Paths: GET /api/security/suspicions · POST /api/security/lockdown (owners).

/** Something that looked wrong: a code the browser has a sentence for, and the values that decided (who, from where, how many). */
export const suspicion = z.strictObject({
  id: publicId,
  code: z.string(),
  severity: z.enum(severities),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  at: instant,
});
export type SuspicionView = z.infer<typeof suspicion>;
export const suspicionList = z.strictObject({ suspicions: z.array(suspicion), next });
export const suspicionQuery = z.strictObject({ ...page });

/** `tokens`: revoke every API token too, the caller's own among them. */
export const lockdownBody = z.strictObject({ tokens: z.boolean() });
/** How many sessions ended, and how many tokens were revoked. */
export const lockdownReply = z.strictObject({ sessions: z.number().int(), tokens: z.number().int() });
