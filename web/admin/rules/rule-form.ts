import type { z } from 'zod';
import type { Rule, ruleBody } from '../../../contract/automation.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import { type ActionDraft, actionOfDraft, draftAction } from '../../automation/actions-field.tsx';
import { conditionOf, type DraftGroup, draftOf } from '../../conditions/draft.ts';
import { nameIn } from '../../tickets/words.ts';

export type RuleForm = {
  name: string;
  isEnabled: boolean;
  listensTo: string[];
  inboxes: string[];
  teams: string[];
  condition: DraftGroup;
  actions: ActionDraft[];
  alsoWaiting: boolean;
};

export function ruleForm(rule: Rule | null, kind: RuleKind): RuleForm {
  return {
    name: rule ? nameIn(rule.name) : '',
    isEnabled: rule?.isEnabled ?? true,
    listensTo: rule?.listensTo ?? (kind === 'trigger' ? ['ticket.opened'] : []),
    inboxes: rule?.scope.inboxes ?? [],
    teams: rule?.scope.teams ?? [],
    condition: draftOf(rule?.condition ?? { all: [] }),
    actions: (rule?.actions ?? []).map(draftAction),
    alsoWaiting: false,
  };
}

/** `rule`: the one that is changed. Its name is sent only where somebody wrote another: it may have one in each language. */
export function ruleChanges(form: RuleForm, rule: Rule): Partial<z.input<typeof ruleBody>> {
  const { name, ...body } = ruleFields(form);
  return name === nameIn(rule.name) ? body : { name, ...body };
}

export function ruleFields(form: RuleForm): z.input<typeof ruleBody> {
  const { name, isEnabled, inboxes, teams, alsoWaiting } = form;
  return {
    name,
    isEnabled,
    listensTo: form.listensTo as Rule['listensTo'],
    scope: { inboxes, teams },
    condition: conditionOf(form.condition),
    actions: form.actions.map(actionOfDraft),
    alsoWaiting,
  };
}
