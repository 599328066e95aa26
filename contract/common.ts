import { z } from 'zod';
import { priorities, statusCategories } from '../domain/tickets/ticket.ts';
import { completed } from '../domain/translated.ts';

/** An instant in UTC, ISO 8601 with milliseconds. */
export const instant = z.iso.datetime();
/** A public id: uuid version 7. */
export const publicId = z.uuid();
export const emailAddress = z
  .email()
  .max(254)
  .transform((address) => address.trim().toLowerCase());
export const priority = z.enum(priorities);
export const statusCategory = z.enum(statusCategories);
export const locale = z.enum(['en', 'pt-BR']);
export const theme = z.enum(['system', 'light', 'dark']);
/** A word an agent types to find things again: no spaces at the ends, no commas. */
export const tag = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^,\p{Cc}]+$/u);
export const shortText = z.string().trim().min(1).max(200);
/** Words by language tag; `en` is always there. */
export const translated = z.object({ en: z.string(), 'pt-BR': z.string().optional() }).catchall(z.string());
/** Words as an admin types them: in one language at least. English is filled from the first one when it was left out. */
export const typedWords = (longest: number) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().max(longest))
    .transform((typed, context) => {
      const words = completed(typed);
      if (words !== null) return words;
      context.addIssue({ code: 'custom', message: 'Say it in one language at least.' });
      return z.NEVER;
    });

/** Keyset paging: pass `next` back as `after` for the page that follows; null at the end. */
export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(500).optional(),
};
export const next = z.string().nullable();

/** A reason: a code the browser has a sentence for, and the values that decided. */
export const reason = z.strictObject({ code: z.string(), values: z.record(z.string(), z.unknown()) });

/** Every refusal. `fields` names what was wrong by path; `details` holds what the caller may need (e.g. the newest message). */
export const errorReply = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

export const agentRef = z.strictObject({ id: publicId, name: z.string(), email: z.string() });
export const teamRef = z.strictObject({ id: publicId, slug: z.string(), name: z.string() });
export const topicRef = z.strictObject({ id: publicId, slug: z.string(), name: translated });
export const organizationRef = z.strictObject({ id: publicId, name: z.string(), isVip: z.boolean() });
export const contactRef = z.strictObject({ id: publicId, name: z.string(), email: z.string().nullable() });
export const inboxRef = z.strictObject({ id: publicId, name: z.string(), channel: z.string() });
