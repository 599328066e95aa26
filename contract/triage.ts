import { z } from 'zod';
import { extractionKinds } from '../domain/triage/extract.ts';
import { suggestible, suggestionStates } from '../domain/triage/suggestion.ts';
import { instant, publicId, reason } from './common.ts';

// Paths: GET, POST /api/extraction-rules · PATCH, DELETE /api/extraction-rules/:extractionRuleId · the same of
// /api/suggestion-rules/:suggestionRuleId · GET /api/tickets/:number/suggestions · PUT /api/tickets/:number/suggestions/:suggestionId.

const texts = z.record(z.string().min(2).max(20), z.string().trim().min(1).max(200));

const extractionFields = {
  /** By language. */
  name: texts.refine((names) => Object.keys(names).length > 0, { message: 'Name it in one language at least.' }),
  /** Key of the field of tickets that the value goes into. */
  field: z.string().min(1).max(60),
  kind: z.enum(extractionKinds),
  /** RE2, case does not matter; its first group is the value. Null for tax ids. */
  pattern: z.string().trim().min(1).max(400).nullable(),
  isEnabled: z.boolean(),
};
export const extractionRule = z.strictObject({ id: publicId, ...extractionFields });
export type ExtractionRuleView = z.infer<typeof extractionRule>;
export const extractionRuleBody = z.strictObject({
  ...extractionFields,
  pattern: extractionFields.pattern.default(null),
  isEnabled: extractionFields.isEnabled.default(true),
});
export type ExtractionRuleBody = z.infer<typeof extractionRuleBody>;
export const updateExtractionRuleBody = z.strictObject(extractionFields).partial();
export const extractionRuleList = z.strictObject({ rules: z.array(extractionRule) });
export const extractionRuleReply = z.strictObject({ rule: extractionRule });
export const extractionRuleParams = z.strictObject({ extractionRuleId: publicId });
/** Tries a rule on a text before it is saved. */
export const tryExtractionBody = z.strictObject({
  kind: extractionFields.kind,
  pattern: extractionFields.pattern.default(null),
  text: z.string().max(20_000),
});
export const tryExtractionReply = z.strictObject({ value: z.string().nullable(), found: z.string().nullable() });

const suggestionFields = {
  field: z.enum(suggestible),
  /** Public id of the topic or team, or the priority. */
  value: z.string().min(1).max(60),
  words: z.array(z.string().trim().min(2).max(80)).min(1).max(200),
  /** Done at once where the words are clear and nobody chose; else only offered. */
  isSure: z.boolean(),
  isEnabled: z.boolean(),
};
export const suggestionRule = z.strictObject({ id: publicId, ...suggestionFields });
export type SuggestionRuleView = z.infer<typeof suggestionRule>;
export const suggestionRuleBody = z.strictObject({
  ...suggestionFields,
  isSure: suggestionFields.isSure.default(false),
  isEnabled: suggestionFields.isEnabled.default(true),
});
export type SuggestionRuleBody = z.infer<typeof suggestionRuleBody>;
export const updateSuggestionRuleBody = z.strictObject(suggestionFields).partial();
export const suggestionRuleList = z.strictObject({ rules: z.array(suggestionRule) });
export const suggestionRuleReply = z.strictObject({ rule: suggestionRule });
export const suggestionRuleParams = z.strictObject({ suggestionRuleId: publicId });

/** `name` is that of the topic or team, by language or plain; a priority has none. */
export const ticketSuggestion = z.strictObject({
  id: publicId,
  field: z.enum(suggestible),
  value: z.string(),
  name: z.union([z.string(), z.record(z.string(), z.string())]).nullable(),
  confidence: z.number(),
  reason,
  source: z.string(),
  state: z.enum(suggestionStates),
  madeAt: instant,
});
export type TicketSuggestion = z.infer<typeof ticketSuggestion>;
export const ticketSuggestionList = z.strictObject({ suggestions: z.array(ticketSuggestion) });
export const suggestionParams = z.strictObject({ number: z.coerce.number().int().positive(), suggestionId: publicId });
export const answerSuggestionBody = z.strictObject({ isAccepted: z.boolean() });
