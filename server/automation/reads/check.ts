import type { Rule } from '../../../contract/automation.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import { builtIn, type Catalogue } from '../../../domain/conditions/catalogue.ts';
import { type Condition, readCondition } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import { actionOf, paramsOf } from '../actions/find.ts';

/** What cannot run is refused when it is saved, not when a customer waits for it. */
export function check(
  kind: RuleKind | 'macro',
  { condition, actions, listensTo }: Partial<Pick<Rule, 'condition' | 'actions' | 'listensTo'>>,
  catalogue: Catalogue = builtIn,
): void {
  if (kind === 'trigger' && listensTo?.length === 0) {
    const sentence = 'Choose what the trigger answers.';
    throw new AppError('invalid', 'trigger_listens_to_nothing', sentence, { fields: { listensTo: sentence } });
  }
  if (condition !== undefined && kind !== 'macro') checkCondition(kind, condition, catalogue);
  for (const one of actions ?? []) {
    const { for: kinds } = actionOf(one.action);
    if (kinds && !kinds.includes(kind)) {
      const sentence = `${one.action} is not for ${kind}s.`;
      throw new AppError('invalid', 'action_invalid', sentence, { fields: { actions: sentence } });
    }
    paramsOf(one);
  }
}

function checkCondition(kind: RuleKind, condition: Condition, catalogue: Catalogue): void {
  try {
    readCondition(condition, placeOf(kind), { catalogue, byNobody: true });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('invalid', 'condition_invalid', error.message, { fields: { condition: error.message } });
  }
}

/** A trigger is asked about an event, an automation about a ticket at rest. */
function placeOf(kind: RuleKind): 'event' | 'ticket' {
  return kind === 'trigger' ? 'event' : 'ticket';
}

/** Why a rule that was saved once cannot run (any more); null: it can. */
export function problemOf(kind: RuleKind, fields: Parameters<typeof check>[1], catalogue: Catalogue): string | null {
  try {
    check(kind, fields, catalogue);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
