import type { Condition } from '../conditions/condition.ts';
import { AppError } from '../errors.ts';
import { outOfScope } from './consider.ts';
import { holdsAt, nextTurn, type Waiting } from './crossing.ts';
import type { RuleScope } from './rule.ts';

/**
 * What an automation waits for on a ticket. Not held: at `at` its condition becomes true. Held: it is true already and was
 * acted upon; at `at` it ceases to be, if time alone does that.
 */
export type RuleTimer = { at: Date | null; isHeld: boolean };

type Asked = { scope: RuleScope; condition: Condition };

/**
 * The timer of an automation after something happened to the ticket at `from`, or null when there is nothing to wait for.
 *
 * A condition that is true and was not before has become true at `from`, or earlier where a timer says so that nobody saw to
 * yet. `isQuiet`: what is true already is taken as seen to: the rule is new, or the ticket came as history.
 */
export function timerAfter(
  rule: Asked,
  about: Waiting,
  { before, from, isQuiet }: { before: RuleTimer | null; from: Date; isQuiet: boolean },
): RuleTimer | null {
  if (outOfScope(rule.scope, about.facts) !== null) return null;
  if (!holdsAt(rule.condition, about, from)) {
    const at = nextTurn(rule.condition, about, { after: from, to: true });
    return at && { at, isHeld: false };
  }
  if (before?.isHeld === true || isQuiet) return heldFrom(rule, about, from);
  const isLate = before !== null && before.at !== null && before.at < from;
  return { at: isLate ? before.at : from, isHeld: false };
}

/** The same; an automation whose condition cannot be asked (any more) waits for nothing, and its own page says so. */
export function waitingOf(...asked: Parameters<typeof timerAfter>): RuleTimer | null {
  try {
    return timerAfter(...asked);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The timer of an automation that was acted upon just now, while its condition holds. */
function heldFrom({ condition }: Asked, about: Waiting, from: Date): RuleTimer {
  return { at: nextTurn(condition, about, { after: from, to: false }), isHeld: true };
}
