import type { SlaPolicy } from '../../../contract/sla.ts';
import type { Condition, Question } from '../../../domain/conditions/condition.ts';
import { slaMetrics } from '../../../domain/sla/policy.ts';
import { priorities } from '../../../domain/tickets/ticket.ts';
import { t } from '../../../locales/translate.ts';
import { fullTime } from '../../app/format.ts';
import type { ChoicesOf } from '../../conditions/choices.ts';
import { fieldName, operatorName } from '../../conditions/condition-words.ts';
import { lengthInWords as hoursInWords } from '../../conditions/length.ts';
import { lengthInWords, promiseName } from '../../tickets/sla-words.ts';
import { priorityName } from '../../tickets/words.ts';

/** What a policy promises, a line for each promise: "First reply: Critical 1 h, High 4 h". A length of all hours says so. */
export function promisesInWords({ targets }: SlaPolicy): string[] {
  return slaMetrics.flatMap((metric) => {
    const promised = priorities.flatMap((priority) => {
      const target = targets[metric]?.[priority];
      if (target === undefined) return [];
      const length = lengthInWords(target.minutes);
      const said = target.hours === 'business' ? length : t('{length} of all hours', { length });
      return `${priorityName(priority)} ${said}`;
    });
    return promised.length === 0 ? [] : [`${promiseName(metric)}: ${promised.join(', ')}`];
  });
}

/** When a policy warns: "Warns 1 h before, at 75 %". */
export function warningsInWords({ warnings }: SlaPolicy): string[] {
  if (warnings.length === 0) return [];
  const said = warnings.map((warning) =>
    'percent' in warning
      ? t('at {percent} %', { percent: warning.percent })
      : t('{length} before', { length: lengthInWords(warning.minutes) }),
  );
  return [t('Warns {when}', { when: said.join(', ') })];
}

/** A condition in words, groups in brackets. */
export function conditionInWords(condition: Condition, choicesOf: ChoicesOf): string {
  if ('field' in condition) return questionInWords(condition, choicesOf);
  if ('not' in condition) return t('not ({condition})', { condition: conditionInWords(condition.not, choicesOf) });
  const parts = 'all' in condition ? condition.all : condition.any;
  if (parts.length === 0) return 'all' in condition ? t('Every ticket') : t('No ticket');
  const said = parts.map((part) => {
    const words = conditionInWords(part, choicesOf);
    return sizeOf(part) > 1 && parts.length > 1 ? `(${words})` : words;
  });
  return said.join(` ${'all' in condition ? t('and') : t('or')} `);
}

function sizeOf(condition: Condition): number {
  if ('all' in condition) return condition.all.length;
  return 'any' in condition ? condition.any.length : 1;
}

function questionInWords({ field, op, value }: Question, choicesOf: ChoicesOf): string {
  const said = value === undefined ? [] : [valueInWords({ field, op, value }, choicesOf)];
  return [fieldName(field, choicesOf), operatorName(op), ...said].join(' ');
}

function valueInWords({ field, op, value }: Question, choicesOf: ChoicesOf): string {
  const isBusiness = op.startsWith('business_hours_');
  if (isBusiness || op.startsWith('hours_')) return hoursInWords(Number(value), isBusiness);
  if (op === 'before' || op === 'after') return fullTime(String(value));
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  const known = choicesOf(field) ?? [];
  const named = (id: unknown) => known.find((choice) => choice.id === id)?.label ?? String(id);
  return Array.isArray(value) ? value.map(named).join(', ') : named(value);
}
