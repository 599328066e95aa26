import { z } from 'zod';
import { publicId } from './common.ts';
import { identity } from './contacts.ts';

// Paths: GET /api/contacts/:contactId/duplicates · GET, POST /api/contacts/:contactId/merges ·
// DELETE /api/merged-contacts/:mergedContactId.

/** Why two contacts may be one person: the same number, the same name in the same organization, the same CPF or CNPJ. */
export const duplicateReasons = ['number', 'name', 'tax_id'] as const;
export const duplicateList = z.strictObject({
  duplicates: z.array(
    z.strictObject({
      id: publicId,
      name: z.string(),
      identities: z.array(identity),
      reasons: z.array(z.enum(duplicateReasons)),
    }),
  ),
});
export type Duplicate = z.infer<typeof duplicateList>['duplicates'][number];

export const mergePreviewQuery = z.strictObject({ other: publicId });
const value = z.unknown();
/** Each value that one of the two has; an organization by its name. `isConflict`: both have one, and the agent chooses. */
export const mergePreview = z.strictObject({
  values: z.array(
    z.strictObject({ name: z.string(), kept: value, other: value, result: value, isConflict: z.boolean() }),
  ),
  /** What comes with the other one. */
  identities: z.array(identity),
  ticketCount: z.number().int(),
});
export type MergePreview = z.infer<typeof mergePreview>;
/** A contact that was merged. */
export const mergedContactParams = z.strictObject({ mergedContactId: publicId });

/** The other one goes into the contact of the address; `take` names the values of it that replace those of the one that stays. */
export const mergeContactBody = z.strictObject({
  other: publicId,
  take: z.array(z.string().max(60)).max(300).default([]),
});
