import { catalogueAt } from '../../domain/conditions/condition.ts';
import type { OperatorId, ValueShape } from '../../domain/conditions/operators.ts';
import { t } from '../../locales/translate.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon } from '../../ui/icons.ts';
import { OneOf } from './bare-select.tsx';
import type { ChoicesOf } from './choices.ts';
import { fieldName, operatorName } from './condition-words.ts';
import { type DraftQuestion, firstValue, keptValue, newQuestion } from './draft.ts';
import { ValueField } from './value-field.tsx';

/** Where the condition is asked: of tickets as they are, or of what just happened to one. */
export type BuilderPlace = 'sql' | 'event';
const catalogues = { sql: catalogueAt('sql'), event: catalogueAt('event') };
type Offered = { id: OperatorId; value: ValueShape };

/** People and organizations have no list to choose from: what can be asked of them by name is a field of its own. */
const withoutList = ['requester', 'organization'];

function operatorsOf(place: BuilderPlace, field: string, now?: OperatorId): Offered[] {
  const all = catalogues[place].find((entry) => entry.field === field)?.operators ?? [];
  if (!withoutList.includes(field)) return all;
  return all.filter(({ id, value }) => value === 'none' || id === now);
}

/** A question to begin with. */
export function firstQuestion(choicesOf: ChoicesOf): DraftQuestion {
  return questionAbout('sql', 'priority', choicesOf);
}

function questionAbout(place: BuilderPlace, field: string, choicesOf: ChoicesOf): DraftQuestion {
  const operator = operatorsOf(place, field)[0];
  const value = operator && firstValue(operator.value, choicesOf(field) ?? []);
  return newQuestion({ field, op: operator?.id ?? 'is', value });
}

type Props = {
  place: BuilderPlace;
  question: DraftQuestion;
  choicesOf: ChoicesOf;
  onChange: (question: DraftQuestion) => void;
  onRemove: () => void;
};

/** Field, operator, value: one line where there is room. */
export function QuestionRow({ place, question, choicesOf, onChange, onRemove }: Props) {
  const offered = operatorsOf(place, question.field, question.op);
  const shape = offered.find(({ id }) => id === question.op)?.value ?? 'none';
  const choices = choicesOf(question.field);
  const ask = (op: OperatorId) => {
    const next = offered.find(({ id }) => id === op)?.value ?? 'none';
    onChange({ ...question, op, value: keptValue(question.value, next) ?? firstValue(next, choices ?? []) });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-1.5 sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.3fr)_auto]">
      <OneOf
        label={t('Field')}
        choices={fieldChoices(place, question.field)}
        value={question.field}
        onChange={(field) => onChange({ ...questionAbout(place, field, choicesOf), key: question.key })}
      />
      <OneOf
        label={t('Comparison')}
        className="max-sm:order-1 max-sm:col-span-2"
        choices={offered.map(({ id }) => ({ id, label: operatorName(id) }))}
        value={question.op}
        onChange={(op) => ask(op as OperatorId)}
      />
      <div className={`min-w-0 max-sm:order-2 max-sm:col-span-2 ${shape === 'none' ? 'max-sm:hidden' : ''}`}>
        <ValueField
          key={`${question.field} ${shape}`}
          shape={shape}
          choices={choices}
          value={question.value}
          onChange={(value) => onChange({ ...question, value })}
        />
      </div>
      <IconButton label={t('Remove this condition')} className="mt-0.5" onPress={onRemove}>
        <CloseIcon aria-hidden />
      </IconButton>
    </div>
  );
}

function fieldChoices(place: BuilderPlace, now: string) {
  return catalogues[place]
    .filter(({ field }) => field !== 'requester' || now === 'requester') // everybody has one
    .map(({ field }) => ({ id: field, label: fieldName(field) }));
}
