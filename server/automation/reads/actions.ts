import { z } from 'zod';
import type { ActionField, ActionKind } from '../../../contract/automation.ts';
import type { RuleAction } from '../../../domain/automation/rule.ts';
import type { Permission } from '../../../domain/permissions.ts';
import type { Action, ParamHints } from '../actions/action.ts';
import { actionOf } from '../actions/find.ts';
import { actions } from '../actions/index.ts';

const everyone = ['trigger', 'automation', 'macro'] as const;

/** What rules and macros can do, with all a form needs to ask for it. */
export function listActions(): ActionKind[] {
  return actions.map((action) => ({
    id: action.id,
    label: action.label,
    says: action.says,
    for: [...(action.for ?? everyone)],
    fields: fieldsOf(action),
  }));
}

/** What an agent must be allowed who does it. */
export function actionNeeds(actionId: string): Permission {
  return actionOf(actionId).needs ?? 'tickets.update';
}

/** The texts with variables among the params of an action. */
export function textsIn({ action: actionId, params }: RuleAction): Record<string, string>[] {
  const fields = fieldsOf(actionOf(actionId)).filter(({ as }) => as === 'template');
  const texts = fields.map(({ name }) => params[name] as unknown as Record<string, string> | undefined);
  return texts.filter((one) => one !== undefined);
}

type Property = { asked?: ParamHints; default?: unknown };

function fieldsOf({ params }: Action): ActionField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(params, { io: 'input' });
  return Object.entries(properties as Record<string, Property>).flatMap(([name, { asked }]) => {
    if (asked === undefined) return [];
    const { as, label, hint, none, choices } = asked;
    return {
      name,
      as,
      label,
      isRequired: required.includes(name) && none === undefined,
      ...(hint && { hint }),
      ...(none && { none }),
      ...(choices && { choices: Object.entries(choices).map(([id, said]) => ({ id, label: said })) }),
    };
  });
}
