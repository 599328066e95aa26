import { z } from 'zod';
import { instant, next, organizationRef, page, publicId, shortText } from './common.ts';
import { fieldValues, givenFields } from './fields.ts';

// Paths: GET, POST /api/contacts · GET, PATCH /api/contacts/:contactId · GET, POST /api/organizations ·
// GET, PATCH /api/organizations/:organizationId.

export const identity = z.strictObject({
  kind: z.enum(['email', 'phone', 'whatsapp', 'external']),
  value: z.string(),
  isVerified: z.boolean(),
});
export const contact = z.strictObject({
  id: publicId,
  name: z.string(),
  identities: z.array(identity),
  organization: organizationRef.nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  notes: z.string(),
  /** Values of the desk's own fields of contacts. */
  fields: fieldValues,
  createdAt: instant,
  tickets: z
    .array(z.strictObject({ number: z.number().int(), subject: z.string(), status: z.string(), createdAt: instant }))
    .optional(),
  /** Contacts that were merged into this one; each can be given back by its id. */
  merged: z.array(z.strictObject({ id: publicId, name: z.string(), at: instant })).optional(),
});
export type Contact = z.infer<typeof contact>;
export const contactList = z.strictObject({ contacts: z.array(contact), next });
export const contactReply = z.strictObject({ contact });
export const contactParams = z.strictObject({ contactId: publicId });
export const listContactsQuery = z.strictObject({
  q: z.string().max(200).optional(),
  organization: publicId.optional(),
  ...page,
});
const newIdentity = z.strictObject({
  kind: z.enum(['email', 'phone', 'whatsapp', 'external']),
  value: z.string().trim().min(1).max(254),
});
export const contactBody = z.strictObject({
  name: shortText,
  identities: z.array(newIdentity).min(1).max(20),
  organization: publicId.nullable().optional(),
  language: z.string().max(20).nullable().optional(),
  timeZone: z.string().max(64).nullable().optional(),
  notes: z.string().max(10_000).optional(),
  fields: givenFields.optional(),
});
export const updateContactBody = contactBody.partial();

export const organization = z.strictObject({
  id: publicId,
  name: z.string(),
  domains: z.array(z.string()),
  isVip: z.boolean(),
  notes: z.string(),
  /** Values of the desk's own fields of organizations. */
  fields: fieldValues,
  createdAt: instant,
});
export type Organization = z.infer<typeof organization>;
export const organizationList = z.strictObject({ organizations: z.array(organization), next });
export const organizationReply = z.strictObject({ organization });
export const organizationParams = z.strictObject({ organizationId: publicId });
export const listOrganizationsQuery = z.strictObject({ q: z.string().max(200).optional(), ...page });
export const organizationBody = z.strictObject({
  name: shortText,
  domains: z.array(z.string().trim().toLowerCase().min(3).max(253)).max(100).optional(),
  isVip: z.boolean().optional(),
  notes: z.string().max(10_000).optional(),
  fields: givenFields.optional(),
});
export const updateOrganizationBody = organizationBody.partial();
