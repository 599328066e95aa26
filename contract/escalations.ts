import { z } from 'zod';
import { agentRef, instant, teamRef } from './common.ts';

// Paths: GET, POST /api/tickets/:number/escalations · POST /api/tickets/:number/de-escalations.

const words = z.string().trim().min(1).max(2_000);
const tierNumber = z.int().min(1).max(3);
/** uuid or slug. */
const team = z.string().trim().min(1).max(254);

/** Without a team: up in the ticket's own. Without a tier: the next one there, the first one elsewhere. */
export const escalateBody = z.strictObject({
  reason: words,
  tried: z.string().trim().max(20_000).default(''),
  team: team.optional(),
  tier: tierNumber.optional(),
});
export type EscalateBody = z.output<typeof escalateBody>;
export const deescalateBody = z.strictObject({ reason: words });
export type DeescalateBody = z.output<typeof deescalateBody>;

/** A team, a tier of it (its name, where it has one) and whoever holds the ticket there. */
export const post = z.strictObject({
  team: teamRef.nullable(),
  tier: z.int(),
  tierName: z.string(),
  assignee: agentRef.nullable(),
});

/** The escalation a ticket stands in: who had it before, why it went up. */
export const escalation = z.strictObject({ from: post, reason: z.string(), by: z.string().nullable(), at: instant });
export type Escalation = z.infer<typeof escalation>;

/**
 * Where a ticket can go: each team with its tiers and whether the agent will still see the ticket there. `next` is the
 * tier above in its own team.
 */
export const escalationChoices = z.strictObject({
  next: z.strictObject({ tier: z.int(), name: z.string(), staysVisible: z.boolean() }).nullable(),
  teams: z.array(teamRef.extend({ tiers: z.array(z.string()), staysVisible: z.boolean() })),
});
export type EscalationChoices = z.infer<typeof escalationChoices>;
