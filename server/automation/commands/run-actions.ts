import type { RuleAction } from '../../../domain/automation/rule.ts';
import { AppError, isUnavailable } from '../../../domain/errors.ts';
import type { Reason } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { attempt } from '../../platform/database/attempt.ts';
import { asAppError, isWorthRetrying } from '../../platform/database/database-errors.ts';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { actionOf, paramsOf } from '../actions/find.ts';

export type Running = { ticketId: number; actor: Actor; actions: readonly RuleAction[]; event?: LoggedEvent };

/** Does the actions one after the other, in the transaction it is given. Throws what an action throws; true: stop here. */
export async function runActions(tx: Tx, p: Platform, { actions: wanted, ...given }: Running): Promise<boolean> {
  let isStopped = false;
  for (const one of wanted) {
    const said = await actionOf(one.action).run({ ...given, tx, p, params: paramsOf(one) as never });
    isStopped ||= said === 'stop';
  }
  return isStopped;
}

type Outcome = { outcome: 'ran'; isStopped: boolean } | { outcome: 'failed'; reason: Reason };

/**
 * Does them all or none: an action that is refused (a closed ticket, a team that is gone) or breaks undoes what the same rule did
 * before and says why, and the rules after it go on. Only what passes by itself, as a database that is away, is thrown.
 */
export async function tryActions(tx: Tx, p: Platform, running: Running): Promise<Outcome> {
  try {
    return { outcome: 'ran', isStopped: await attempt(tx, () => runActions(tx, p, running)) };
  } catch (error) {
    const refused = asAppError(error);
    if (isUnavailable(refused) || isWorthRetrying(error)) throw error;
    if (refused instanceof AppError) {
      return failed('rule_action_refused', { error: refused.message, code: refused.code });
    }
    p.log.error({ err: error, actor: running.actor, ticketId: running.ticketId }, 'An action of a rule broke');
    return failed('rule_action_broke', { error: error instanceof Error ? error.message : String(error) });
  }
}

function failed(code: string, values: Reason['values']): Outcome {
  return { outcome: 'failed', reason: { code, values } };
}
