import { z } from 'zod';
import { builtInColumns, mostColumns, type ViewColumn } from '../domain/view-columns.ts';
import { publicId, teamRef, translated, typedWords } from './common.ts';
import { condition } from './conditions.ts';
import { sorts } from './tickets.ts';

// Paths: GET, POST /api/views · PUT /api/views/order · PATCH, DELETE /api/views/:viewId · PATCH, DELETE /api/views/:viewId/look.

export const viewLayouts = ['list', 'table'] as const;
export type ViewLayout = (typeof viewLayouts)[number];

const column = z.union([
  z.enum(builtInColumns),
  z
    .string()
    .max(60)
    .regex(/^field:[a-z][a-z0-9_]*$/),
]) as unknown as z.ZodType<ViewColumn>;

/** How a view is shown. `isReversed`: its order from behind. `columns`: of the table; none means the usual ones. */
const look = {
  sort: z.enum(sorts),
  isReversed: z.boolean(),
  layout: z.enum(viewLayouts),
  columns: z.array(column).max(mostColumns),
};

/**
 * A view as this agent has it, with its count: exact to 1,000, then `isMore` says there are more; null where counting takes too long.
 * `system`: one of the desk's own; `workspace`: made for everybody; `team`: a team's; `agent`: the agent's own.
 */
export const view = z.strictObject({
  id: publicId,
  slug: z.string().nullable(),
  name: translated,
  kind: z.enum(['system', 'workspace', 'team', 'agent']),
  /** Whose it is, of a team's view. */
  team: teamRef.nullable(),
  condition,
  ...look,
  /** Somebody made it, and this agent may change it. */
  canEdit: z.boolean(),
  /** The agent switched it off for themselves. */
  isHidden: z.boolean(),
  count: z.int().nullable(),
  isMore: z.boolean(),
});
export type View = z.infer<typeof view>;
export const viewList = z.strictObject({ views: z.array(view) });
export const viewReply = z.strictObject({ view });

export const viewOwners = ['agent', 'team', 'workspace'] as const;
const fields = {
  name: typedWords(100),
  /** Who has it: the agent alone, a team, or everybody. The latter two are for who may share views. */
  kind: z.enum(viewOwners),
  /** The team's id; with `kind: team` alone. */
  team: publicId.nullable(),
  condition,
  ...look,
};
export const viewBody = z.strictObject({
  ...fields,
  kind: fields.kind.default('agent'),
  team: fields.team.default(null),
  sort: fields.sort.default('due'),
  isReversed: fields.isReversed.default(false),
  layout: fields.layout.default('list'),
  columns: fields.columns.default([]),
});
/** `kind` and `team` go together: named alone, the team is the one it had. */
export const updateViewBody = z.strictObject(fields).partial();
export const viewParams = z.strictObject({ viewId: publicId });
/** Views of one owner. Those named come first, in this order; the others follow as they stood. */
export const viewOrderBody = z.strictObject({ views: z.array(publicId).min(1).max(200) });
/** How the agent wants to see a view from now on; what is not named stays. */
export const viewLookBody = z.strictObject({ ...look, isHidden: z.boolean() }).partial();
export type ViewLook = z.infer<typeof viewLookBody>;
