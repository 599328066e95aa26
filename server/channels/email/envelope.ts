import { z } from 'zod';

/**
 * What the door knew about a mail beside its bytes, as kept with them. Read leniently: old rows and other doors may know
 * less. `from` is MAIL FROM: empty for the null sender, null where nobody told; `to` are the recipients of the session.
 */
const envelope = z.object({
  from: z.string().nullable().catch(null).default(null),
  to: z.array(z.string()).catch([]).default([]),
  remoteAddress: z.string().nullable().catch(null).default(null),
  helo: z.string().nullable().catch(null).default(null),
});
export type MailEnvelope = z.infer<typeof envelope>;

export function envelopeOf(kept: Record<string, unknown>): MailEnvelope {
  return envelope.parse(kept);
}
