import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.ts';
import { Picker } from '../../ui/Picker.tsx';
import { type ChoicesOf, useChoices } from './choices.ts';
import { groupName } from './condition-words.ts';
import type { Draft, DraftGroup } from './draft.ts';
import { newGroup, withoutPart } from './draft.ts';
import { type BuilderPlace, firstQuestion, QuestionRow } from './question-row.tsx';

/** A condition on tickets, drawn from the catalogue: questions in groups, groups in groups. Without questions it holds for all. */
export function ConditionBuilder(props: {
  label: string;
  place: BuilderPlace;
  value: DraftGroup;
  onChange: (value: DraftGroup) => void;
}) {
  const choicesOf = useChoices();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{props.label}</legend>
      {props.value.parts.length === 0 ? <p>{props.value.how === 'any' ? t('No ticket') : t('Every ticket')}</p> : null}
      <Group place={props.place} group={props.value} level={0} choicesOf={choicesOf} onChange={props.onChange} />
    </fieldset>
  );
}

/** Groups stand in each other as deep as what is stored may be: a denial of several counts as two. */
const lastLevel = 2;

type GroupProps = {
  place: BuilderPlace;
  group: DraftGroup;
  level: number;
  choicesOf: ChoicesOf;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
};

function Group(props: GroupProps) {
  const { place, group, level, choicesOf, onChange, onRemove } = props;
  const setParts = (parts: Draft[]) => onChange({ ...group, parts });
  const replace = (part: Draft) => setParts(group.parts.map((before) => (before.key === part.key ? part : before)));
  const remove = (key: number) => {
    const rest = withoutPart(group, key);
    if (rest.parts.length === 0 && onRemove) onRemove();
    else onChange(rest);
  };
  return (
    <div className="flex flex-col gap-2">
      {level > 0 || group.parts.length > 0 ? <GroupHead {...props} /> : null}
      {group.parts.length === 0 ? null : (
        <div className="flex flex-col gap-2 border-l-2 border-line pl-3">
          {group.parts.map((part) =>
            part.kind === 'question' ? (
              <QuestionRow
                key={part.key}
                place={place}
                question={part}
                choicesOf={choicesOf}
                onChange={replace}
                onRemove={() => remove(part.key)}
              />
            ) : (
              <Group
                key={part.key}
                place={place}
                group={part}
                level={level + 1}
                choicesOf={choicesOf}
                onChange={replace}
                onRemove={() => remove(part.key)}
              />
            ),
          )}
        </div>
      )}
      <div className="-ml-2 flex flex-wrap">
        <Button look="quiet" className="px-2" onPress={() => setParts([...group.parts, firstQuestion(choicesOf)])}>
          <PlusIcon aria-hidden className="size-4" />
          {t('Add a condition')}
        </Button>
        {level < lastLevel && group.parts.length > 0 ? (
          <Button
            look="quiet"
            className="px-2"
            onPress={() => setParts([...group.parts, newGroup([firstQuestion(choicesOf)])])}
          >
            <PlusIcon aria-hidden className="size-4" />
            {t('Add a group')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function GroupHead({ group, level, onChange, onRemove }: GroupProps) {
  const ways =
    level < lastLevel || group.how === 'none' ? (['all', 'any', 'none'] as const) : (['all', 'any'] as const);
  return (
    <div className="flex items-center gap-1">
      <Picker
        label={t('How they count')}
        searchLabel={t('Find')}
        choices={ways.map((id) => ({ id, label: groupName(id) }))}
        value={group.how}
        onChange={(how) => onChange({ ...group, how: how as DraftGroup['how'] })}
        className="ml-0"
      >
        <span className="font-[550]">{groupName(group.how)}</span>
      </Picker>
      {onRemove === undefined ? null : (
        <IconButton label={t('Remove this group')} className="ml-auto" onPress={onRemove}>
          <CloseIcon aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
