import { z } from 'zod';
import { foreseen, ruleAction } from './automation.ts';
import { publicId, shortText } from './common.ts';
import { languageTag } from './templates.ts';

// Paths: GET /api/macros · GET /api/macros/shared, /own · POST /api/macros · PUT /api/macros/order, /own/order ·
// PATCH, DELETE /api/macros/:macroId · POST /api/tickets/:number/macros/:macroId/preview · POST /api/tickets/:number/macros/:macroId.

const fields = {
  name: shortText,
  isEnabled: z.boolean(),
  /** What is put into the reply, by language; null: nothing. */
  texts: z.record(languageTag, z.string()).nullable(),
  /** What is done to the ticket, in this order. A canned reply does nothing. */
  actions: z.array(ruleAction).max(20),
};
/** `isShared`: everybody's, kept by who may manage macros; else the own one of who made it, whom alone it exists for. */
export const macro = z.strictObject({ id: publicId, isShared: z.boolean(), ...fields });
export type Macro = z.infer<typeof macro>;
export const macroBody = z.strictObject({
  ...fields,
  isShared: z.boolean().default(false),
  isEnabled: fields.isEnabled.default(true),
  texts: fields.texts.default(null),
  actions: fields.actions.default([]),
});
export const updateMacroBody = z.strictObject(fields).partial();
export const macroParams = z.strictObject({ macroId: publicId });
export const macroOnTicketParams = z.strictObject({
  number: z.coerce.number().int().positive(),
  macroId: publicId,
});
export const macroList = z.strictObject({ macros: z.array(macro) });
export const macroReply = z.strictObject({ macro });
/** Those named come first, in this order; the others follow as they stood. */
export const macroOrderBody = z.strictObject({ macros: z.array(publicId).min(1).max(500) });

export const macroPreview = z.strictObject({
  /** As this ticket's customer reads it; `unresolved` variables stand in it as written. */
  text: z.strictObject({ language: z.string(), text: z.string(), unresolved: z.array(z.string()) }).nullable(),
  /** `changes`: null where it changes nothing that can be foreseen, an empty list where nothing at all. */
  actions: z.array(z.strictObject({ ...ruleAction.shape, changes: z.array(foreseen).nullable() })),
});
export type MacroPreview = z.infer<typeof macroPreview>;
export const macroPreviewReply = z.strictObject({ preview: macroPreview });
