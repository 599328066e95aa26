import type { RuleAction } from '../../../domain/automation/rule.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Action } from './action.ts';
import { actions } from './index.ts';

/** The params as the action reads them; what does not fit (any more) is refused. */
export function paramsOf({ action: actionId, params }: RuleAction): unknown {
  const read = actionOf(actionId).params.safeParse(params);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const sentence = `${actionId}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'does not fit'}`;
  throw new AppError('invalid', 'action_invalid', sentence, { fields: { actions: sentence } });
}

export function actionOf(actionId: string): Action {
  const action = actions.find(({ id }) => id === actionId);
  if (action) return action;
  throw new AppError('invalid', 'action_unknown', `There is no action "${actionId}".`);
}
