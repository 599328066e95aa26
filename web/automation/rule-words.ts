import type { ActionKind, Rule } from '../../contract/automation.ts';
import { t } from '../../locales/translate.ts';
import { conditionInWords } from '../admin/sla/sla-words.ts';
import type { ChoicesOf } from '../conditions/choices.ts';
import { actionsInWords } from './action-words.ts';
import { eventName } from './event-words.ts';

type Said = Pick<Rule, 'kind' | 'listensTo' | 'condition' | 'actions' | 'scope'>;

/** A rule as one sentence: "When a ticket is opened, if Priority is Critical: give to Support". */
export function ruleInWords(rule: Said, kinds: readonly ActionKind[], choicesOf: ChoicesOf): string {
  const actions = actionsInWords(rule.actions, kinds, choicesOf);
  const condition = conditionInWords(rule.condition, choicesOf);
  if (rule.kind === 'automation') return t('As soon as {condition}: {actions}', { condition, actions });
  const events = rule.listensTo.map(eventName).join(t(' or '));
  const isAll = 'all' in rule.condition && rule.condition.all.length === 0;
  if (isAll) return t('When {events}: {actions}', { events, actions });
  return t('When {events}, if {condition}: {actions}', { events, condition, actions });
}

/** For which tickets only, or nothing where it is for all. */
export function scopeInWords({ scope }: Said, choicesOf: ChoicesOf): string {
  const named = (field: string, ids: readonly string[]) =>
    ids.map((id) => choicesOf(field)?.find((choice) => choice.id === id)?.label ?? id);
  const names = [...named('inbox', scope.inboxes), ...named('team', scope.teams)].join(', ');
  return names === '' ? '' : t('Only for {names}', { names });
}
