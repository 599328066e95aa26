import { z } from 'zod';
import { ruleKinds, triggerEvents } from '../domain/automation/rule.ts';
import type { Condition } from '../domain/conditions/condition.ts';
import { instant, publicId, reason, shortText, translated } from './common.ts';

// Paths, the same for /api/triggers and /api/automations: GET, POST · PUT .../order · PATCH, DELETE .../:triggerId or :automationId.
// GET /api/automation/actions · POST .../preview · GET /api/tickets/:number/rules.

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
  /** Why it cannot run as it stands: what it names is gone. */
  problem: z.string().nullable(),
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

const plain = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]);
/** The question that settled a condition, and what the ticket had there. */
export const deciding = z.strictObject({
  question: z.strictObject({ field: z.string(), op: z.string(), value: z.unknown().optional() }),
  value: plain,
});
export type Deciding = z.infer<typeof deciding>;

const ruleRef = z.strictObject({ id: publicId, kind: z.enum(ruleKinds), name: translated });
const unrun = z.strictObject({
  rule: ruleRef,
  /** Its condition did not hold; it was kept out (loop, inbox, team); it could not be asked. */
  outcome: z.enum(['considered', 'skipped', 'failed']),
  deciding: deciding.nullable(),
  reason: reason.nullable(),
});
/** What rules did to a ticket, what they considered at its last events, and what they wait for; the newest first. */
export const ruleTrace = z.strictObject({
  runs: z.array(
    z.strictObject({
      id: z.string(),
      rule: ruleRef,
      at: instant,
      outcome: z.enum(['ran', 'failed', 'skipped']),
      /** What a trigger answered. */
      eventType: z.string().nullable(),
      /** When time made the condition of an automation true. */
      crossedAt: instant.nullable(),
      deciding: deciding.nullable(),
      reason: reason.nullable(),
      actions: z.array(ruleAction),
    }),
  ),
  considered: z.array(z.strictObject({ id: z.string(), at: instant, eventType: z.string(), rules: z.array(unrun) })),
  waiting: z.array(z.strictObject({ rule: ruleRef, at: instant })),
  /** Macros that changed something, by whom. */
  macros: z.array(z.strictObject({ id: publicId, name: z.string(), by: z.string(), at: instant })),
});
export type RuleTrace = z.infer<typeof ruleTrace>;
export const ruleTraceReply = z.strictObject({ trace: ruleTrace });

/** A rule as it is being written, and the number of a ticket to try it on. */
export const rulePreviewBody = z.strictObject({
  number: z.int().positive(),
  listensTo: ruleFields.listensTo.default([]),
  scope: scope.default(everywhere),
  condition,
  actions: z.array(ruleAction).max(20).default([]),
});
export const foreseen = z.strictObject({ field: z.string(), from: plain, to: plain });
export const rulePreview = z.strictObject({
  /** Of a trigger: as at the last event it listens to. */
  outcome: z.enum(['runs', 'considered', 'skipped', 'failed']),
  deciding: deciding.nullable(),
  reason: reason.nullable(),
  /** Of an automation that does not run now: when time would make its condition true. */
  at: instant.nullable(),
  /** What each action would change; null where it changes nothing that can be foreseen, an empty list where nothing at all. */
  actions: z.array(z.strictObject({ action: z.string(), changes: z.array(foreseen).nullable() })),
});
export type RulePreview = z.infer<typeof rulePreview>;
export const rulePreviewReply = z.strictObject({ preview: rulePreview });
