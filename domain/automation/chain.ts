import type { Cause, Occasion, Reason } from '../events.ts';
import type { RuleActor } from '../permissions.ts';

// What keeps rules that set each other off from doing so for ever. An event says which rules led to it; a rule never runs
// twice in one such chain, and no chain grows longer than `maxDepth`.

export const maxDepth = 10;

/** Why a rule may not answer an event with this cause; null when it may. */
export function loopStop(ruleId: number, cause: Cause): Reason | null {
  const chain = cause.chain ?? [];
  if (chain.includes(ruleId)) return { code: 'rule_ran_before', values: {} };
  if (cause.depth >= maxDepth) return { code: 'rule_chain_too_long', values: { depth: cause.depth } };
  return null;
}

/**
 * The rule as it acts upon an event with this cause: one step further from whoever began. `before`: the rules that ran on the
 * same event before it, which it answers as well, since it was asked about the ticket as they left it.
 */
export function actingUpon(ruleId: number, { cause, occasion, before = [] }: ActedUpon): RuleActor {
  const chain = [...(cause.chain ?? []), ...before, ruleId];
  return { kind: 'rule', id: ruleId, depth: cause.depth + 1, chain, occasion };
}

type ActedUpon = { cause: Cause; occasion: Occasion; before?: readonly number[] };

/** What an automation acts upon: time, which nobody caused. */
export const time: Cause = { kind: 'system', id: null, depth: 0 };
