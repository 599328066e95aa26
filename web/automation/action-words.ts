import type { ActionField, ActionKind } from '../../contract/automation.ts';
import type { RuleAction } from '../../domain/automation/rule.ts';
import { t } from '../../locales/translate.ts';
import type { ChoicesOf } from '../conditions/choices.ts';
import { nameIn } from '../tickets/words.ts';

/** An action as a part of a sentence: "set priority to High". What was removed since is said as it was stored. */
export function actionInWords(
  { action, params }: RuleAction,
  kinds: readonly ActionKind[],
  choicesOf: ChoicesOf,
): string {
  const kind = kinds.find(({ id }) => id === action);
  if (kind === undefined) return action;
  return nameIn(kind.says).replace(/\{(\w+)\}/g, (_, name: string) => {
    const field = kind.fields.find((one) => one.name === name);
    return field ? valueInWords(field, params[name], choicesOf) : '';
  });
}

export function actionsInWords(
  actions: readonly RuleAction[],
  kinds: readonly ActionKind[],
  choicesOf: ChoicesOf,
): string {
  return actions.map((one) => actionInWords(one, kinds, choicesOf)).join(', ');
}

const mostWords = 80;

function valueInWords(field: ActionField, value: unknown, choicesOf: ChoicesOf): string {
  if (value === null || value === undefined || value === '') return field.none ? nameIn(field.none) : t('none');
  if (Array.isArray(value)) return value.map((one) => valueInWords(field, one, choicesOf)).join(', ');
  if (typeof value === 'object')
    return shortened(nameIn(value as Record<string, string>) || Object.values(value).join());
  const own = field.choices?.find(({ id }) => id === value)?.label;
  if (own) return nameIn(own);
  const named = choicesOfField(field, choicesOf)?.find(({ id }) => id === value)?.label ?? String(value);
  return shortened(isPartOfTicket(field, value) ? named.charAt(0).toLowerCase() + named.slice(1) : named);
}

/** Not a name, but words for who stands at the ticket: "the team of the ticket". */
const isPartOfTicket = ({ as }: ActionField, value: unknown) => as === 'people' && !String(value).includes(':');

function shortened(words: string): string {
  return words.length > mostWords ? `${words.slice(0, mostWords)}…` : words;
}

/** What a param can be, where that is one of what the desk has. */
export function choicesOfField(field: ActionField, choicesOf: ChoicesOf) {
  const noun: Record<string, string> = { agent: 'assignee', people: 'people' };
  return choicesOf(noun[field.as] ?? field.as);
}
