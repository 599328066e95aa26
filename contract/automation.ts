import { z } from 'zod';
import { ruleKinds, triggerEvents } from '../domain/automation/rule.ts';
import type { Condition } from '../domain/conditions/condition.ts';
import { instant, publicId, shortText, translated } from './common.ts';

// Paths, the same for /api/triggers and /api/automations: GET, POST · PUT .../order · PATCH, DELETE .../:triggerId or :automationId.
// GET /api/automation/actions · POST /api/triggers/preview · GET /api/tickets/:number/rules.

/** As domain/conditions reads it; the whole schema, groups in groups, would make every description of the API a book. */
const condition = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Condition>;
export const ruleAction = z.strictObject({ action: z.string(), params: z.record(z.string(), z.unknown()) });
const scope = z.strictObject({ inboxes: z.array(publicId).max(500), teams: z.array(publicId).max(500) });
const everywhere = { inboxes: [], teams: [] };

const ruleFields = {
  /** One name for all languages; those that come with the desk have one in each. */
  name: shortText,
  isEnabled: z.boolean(),
  /** What a trigger answers; an automation listens to nothing. */
  listensTo: z.array(z.enum(triggerEvents)).max(triggerEvents.length),
  /** Tickets of these inboxes and teams only; an empty list: of all. */
  scope,
  condition,
  /** What is done, in this order, when the condition holds. `GET /api/automation/actions` says what there is. */
  actions: z.array(ruleAction).min(1).max(20),
};
export const rule = z.strictObject({
  id: publicId,
  kind: z.enum(ruleKinds),
  position: z.int(),
  ...ruleFields,
  name: translated,
  /** When it was saved last, and by whom; null: it came with the desk. */
  updatedAt: instant,
  updatedBy: z.strictObject({ id: publicId, name: z.string() }).nullable(),
});
export type Rule = z.infer<typeof rule>;
const alsoWaiting = z.boolean();
export const ruleBody = z.strictObject({
  ...ruleFields,
  isEnabled: ruleFields.isEnabled.default(true),
  listensTo: ruleFields.listensTo.default([]),
  scope: scope.default(everywhere),
  condition: condition.default({ all: [] }),
  /** Of an automation: also act upon tickets of which the condition is true already. Otherwise it counts from now. */
  alsoWaiting: alsoWaiting.default(false),
});
export const updateRuleBody = z.strictObject({ ...ruleFields, alsoWaiting }).partial();
export const ruleList = z.strictObject({ rules: z.array(rule) });
export const ruleReply = z.strictObject({ rule });
/** Those named come first, in this order; the others follow as they stood. */
export const ruleOrderBody = z.strictObject({ rules: z.array(publicId).min(1).max(500) });

const words = z.strictObject({ en: z.string(), 'pt-BR': z.string() });
/** One param of an action: how it is asked for, and what it is called. */
const actionField = z.strictObject({
  name: z.string(),
  as: z.string(),
  label: words,
  hint: words.optional(),
  /** What null is called, where it may be null. */
  none: words.optional(),
  isRequired: z.boolean(),
  choices: z.array(z.strictObject({ id: z.string(), label: words })).optional(),
});
export const actionKind = z.strictObject({
  id: z.string(),
  label: words,
  says: words,
  for: z.array(z.enum([...ruleKinds, 'macro'])),
  fields: z.array(actionField),
});
export type ActionKind = z.infer<typeof actionKind>;
export type ActionField = z.infer<typeof actionField>;
export const actionList = z.strictObject({ actions: z.array(actionKind) });

const plain = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
/** The question that settled a condition, and what the ticket had there. */
const deciding = z.strictObject({
  question: z.strictObject({ field: z.string(), op: z.string(), value: z.unknown().optional() }),
  value: plain,
});
export type Deciding = z.infer<typeof deciding>;
