import { catalogueAt } from '../../domain/conditions/condition.ts';
import type { OperatorId, ValueShape } from '../../domain/conditions/operators.ts';
import { t } from '../../locales/translate.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon } from '../../ui/icons.ts';
import { OneOf } from './bare-select.tsx';
import { fieldName, operatorName } from './condition-words.ts';
import type { ConditionWorld } from './condition-world.ts';
import { type DraftQuestion, firstValue, keptValue, newQuestion } from './draft.ts';
import { isSought } from './sought.ts';
import { ValueField } from './value-field.tsx';

/** Where the condition is asked: of tickets as they are, or of what just happened to one. */
export type BuilderPlace = 'sql' | 'event';
type Offered = { id: OperatorId; value: ValueShape };

type Where = { place: BuilderPlace; world: ConditionWorld };

function operatorsOf({ place, world }: Where, field: string): Offered[] {
  return catalogueAt(place, world.catalogue).find((entry) => entry.field === field)?.operators ?? [];
}

/** What a value may begin as. Whoever is found by name is not guessed. */
function offeredBy(world: ConditionWorld, field: string): Choice[] {
  return isSought(field) ? [] : (world.choicesOf(field) ?? []);
}

/** A question to begin with. */
export function firstQuestion(world: ConditionWorld): DraftQuestion {
  return questionAbout({ place: 'sql', world }, 'priority');
}

function questionAbout(where: Where, field: string): DraftQuestion {
  const operator = operatorsOf(where, field)[0];
  const value = operator && firstValue(operator.value, offeredBy(where.world, field));
  return newQuestion({ field, op: operator?.id ?? 'is', value });
}

type Props = {
  place: BuilderPlace;
  world: ConditionWorld;
  question: DraftQuestion;
  onChange: (question: DraftQuestion) => void;
  onRemove: () => void;
};

/** Field, operator, value: one line where there is room. */
export function QuestionRow({ place, world, question, onChange, onRemove }: Props) {
  const where = { place, world };
  const offered = operatorsOf(where, question.field);
  const shape = offered.find(({ id }) => id === question.op)?.value ?? 'none';
  const choices = world.choicesOf(question.field);
  const ask = (op: OperatorId) => {
    const next = offered.find(({ id }) => id === op)?.value ?? 'none';
    onChange({
      ...question,
      op,
      value: keptValue(question.value, next) ?? firstValue(next, offeredBy(world, question.field)),
    });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-1.5 sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.3fr)_auto]">
      <OneOf
        label={t('Field')}
        choices={fieldChoices(where)}
        value={question.field}
        onChange={(field) => onChange({ ...questionAbout(where, field), key: question.key })}
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
          field={question.field}
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

function fieldChoices({ place, world }: Where) {
  return catalogueAt(place, world.catalogue).map(({ field }) => ({
    id: field,
    label: fieldName(field, world.choicesOf),
  }));
}
