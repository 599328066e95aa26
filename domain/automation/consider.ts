import type { Asker } from '../conditions/asker.ts';
import type { TicketFacts } from '../conditions/facts.ts';
import { AppError } from '../errors.ts';
import type { Cause, Reason } from '../events.ts';
import { loopStop } from './chain.ts';
import { type Deciding, decide } from './deciding.ts';
import type { Rule, RuleScope } from './rule.ts';

/** What a rule answers to a ticket: it runs, its condition was asked and failed, or it was not even asked, and why. */
export type Verdict =
  | { outcome: 'runs'; deciding: Deciding | null }
  | { outcome: 'considered'; deciding: Deciding | null }
  | { outcome: 'skipped'; reason: Reason }
  | { outcome: 'failed'; reason: Reason };

export type Considered = { facts: TicketFacts; cause: Cause; asker: Asker };

/** Whether a rule that listens to what happened runs: first what keeps it out, then its condition. */
export function consider(rule: Pick<Rule, 'id' | 'scope' | 'condition'>, { facts, cause, asker }: Considered): Verdict {
  const reason = loopStop(rule.id, cause) ?? outOfScope(rule.scope, facts);
  if (reason !== null) return { outcome: 'skipped', reason };
  try {
    const { holds, deciding } = decide(rule.condition, facts, asker);
    return { outcome: holds ? 'runs' : 'considered', deciding };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { outcome: 'failed', reason: { code: 'rule_condition_broken', values: { error: error.message } } };
  }
}

/** Why a ticket is none of this rule's; null when it is. */
export function outOfScope(scope: RuleScope, facts: Pick<TicketFacts, 'inbox' | 'team'>): Reason | null {
  if (scope.inboxes.length > 0 && !scope.inboxes.includes(facts.inbox?.key ?? '')) {
    return { code: 'rule_other_inbox', values: {} };
  }
  if (scope.teams.length > 0 && !scope.teams.includes(facts.team?.key ?? '')) {
    return { code: 'rule_other_team', values: {} };
  }
  return null;
}
