import type { Deciding, RulePreview } from '../../contract/automation.ts';
import type { Question } from '../../domain/conditions/condition.ts';
import type { Reason } from '../../domain/events.ts';
import { t } from '../../locales/translate.ts';
import { conditionInWords } from '../admin/sla/sla-words.ts';
import { fullTime } from '../app/format.ts';
import type { ChoicesOf } from '../conditions/choices.ts';
import { fieldName } from '../conditions/condition-words.ts';

/** Why a rule did not run, as the end of a sentence. */
export function whyNot(of: { deciding: Deciding | null; reason: Reason | null }, choicesOf: ChoicesOf): string {
  if (of.reason !== null) return reasonInWords(of.reason);
  return of.deciding === null ? t('its condition holds for no ticket') : decidingInWords(of.deciding, choicesOf);
}

/** What decided, with what the ticket had there: "Priority is Critical (it was Low)". */
export function decidingInWords({ question, value }: Deciding, choicesOf: ChoicesOf): string {
  const asked = conditionInWords(question as Question, choicesOf);
  if (question.field === 'is_open_now') return asked;
  return t('{question} (it was: {value})', { question: asked, value: factInWords(question.field, value, choicesOf) });
}

/** What was asked, and what the ticket had there: whom either names is told by name. */
export function questionsOf({ question, value }: Deciding): Question[] {
  return [question, { ...question, value }] as Question[];
}

type Plain = Deciding['value'];

export function factInWords(field: string, value: Plain, choicesOf: ChoicesOf): string {
  if (value === null || value === '') return t('nothing');
  if (typeof value === 'object') return value.join(', ') || t('nothing');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  const word = String(value);
  if (instant.test(word)) return fullTime(word);
  return choicesOf(field)?.find(({ id }) => id === word)?.label ?? word;
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

type Change = NonNullable<RulePreview['actions'][number]['changes']>[number];

export function changeInWords({ field, from, to }: Change, choicesOf: ChoicesOf): string {
  if (Array.isArray(from) && Array.isArray(to)) return listChangeInWords(field, { from, to });
  const [before, after] = [from, to].map((value) => factInWords(field, value, choicesOf));
  return t('{field}: from {before} to {after}', { field: fieldName(field), before: before ?? '', after: after ?? '' });
}

/** Of a list only what comes and goes: the rest stays and would only be in the way. */
function listChangeInWords(field: string, { from, to }: { from: string[]; to: string[] }): string {
  const added = to.filter((one) => !from.includes(one)).join(', ');
  const removed = from.filter((one) => !to.includes(one)).join(', ');
  const said = [
    ...(added === '' ? [] : [t('{field}, to add: {names}', { field: fieldName(field), names: added })]),
    ...(removed === '' ? [] : [t('{field}, to remove: {names}', { field: fieldName(field), names: removed })]),
  ];
  return said.join(' · ');
}

const reasons: Record<string, (values: Record<string, unknown>) => string> = {
  rule_ran_before: () => t('it had already run in this chain of rules, which would go round for ever'),
  rule_chain_too_long: ({ depth }) => t('{count} rules had set each other off before it', { count: String(depth) }),
  rule_other_inbox: () => t('the ticket came by another inbox'),
  rule_other_team: () => t('the ticket is with another team'),
  rule_no_such_event: () => t('nothing that it listens to has happened to this ticket yet'),
  rule_condition_broken: ({ error }) => t('its condition cannot be asked any more: {error}', { error: String(error) }),
  rule_action_refused: ({ error }) =>
    t('an action was refused, so nothing was changed: {error}', { error: String(error) }),
  rule_action_broke: ({ error }) => t('an action broke, so nothing was changed: {error}', { error: String(error) }),
};

export function reasonInWords({ code, values }: Reason): string {
  return reasons[code]?.(values) ?? code;
}
