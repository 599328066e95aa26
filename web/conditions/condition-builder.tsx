import { useState } from 'react';
import { maxDepth } from '../../domain/conditions/condition.ts';
import type { Speech } from '../../domain/conditions/text/speech.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.ts';
import { Picker } from '../../ui/Picker.tsx';
import { ConditionText } from './condition-text.tsx';
import { groupName } from './condition-words.ts';
import { type ConditionWorld, useConditionWorld } from './condition-world.ts';
import { conditionOf, type Draft, type DraftGroup, deepest, newGroup, sizeOfWay, withoutPart } from './draft.ts';
import { Matching } from './matching.tsx';
import { type BuilderPlace, firstQuestion, QuestionRow } from './question-row.tsx';

/**
 * A condition on tickets, drawn from the catalogue or written as text, with the tickets it holds for now. Without questions it
 * holds for all. `isPersonal`: an agent asks it, who may be meant by "me"; rules are asked by nobody.
 */
export function ConditionBuilder(props: {
  label: string;
  place: BuilderPlace;
  value: DraftGroup;
  onChange: (value: DraftGroup) => void;
  isPersonal?: boolean;
}) {
  const { label, place, value, onChange, isPersonal = false } = props;
  const world = useConditionWorld(conditionOf(value), isPersonal);
  const [way, setWay] = useState<'form' | 'text'>('form');
  const [isBroken, setBroken] = useState(false);
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{label}</legend>
      <div className="mb-1 flex flex-wrap items-center gap-2">
        <span aria-hidden className="text-meta font-[550] text-ink-2">
          {label}
        </span>
        <WaySwitch way={way} isBroken={isBroken} onChange={setWay} />
      </div>
      {way === 'text' ? (
        <ConditionText
          speech={speechOf(world, { place, byNobody: !isPersonal })}
          value={value}
          onChange={onChange}
          onTrouble={setBroken}
        />
      ) : (
        <>
          {value.parts.length === 0 ? <p>{value.how === 'any' ? t('No ticket') : t('Every ticket')}</p> : null}
          <Group place={place} group={value} outer={0} world={world} onChange={onChange} />
        </>
      )}
      {isBroken && way === 'text' ? null : <Matching condition={conditionOf(value)} catalogue={world.catalogue} />}
    </fieldset>
  );
}

function speechOf({ catalogue, names }: ConditionWorld, asked: Pick<Speech, 'place' | 'byNobody'>): Speech {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { ...asked, language: currentLanguage(), timeZone, catalogue, names, bareWords: 'subject' };
}

/** A text that cannot be read has no form yet: it is mended first, or given up. */
function WaySwitch(props: { way: 'form' | 'text'; isBroken: boolean; onChange: (way: 'form' | 'text') => void }) {
  const { way, isBroken, onChange } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons of one choice, inside a fieldset of its own.
    <div role="group" aria-label={t('How to write it')} className="ml-auto flex">
      <Button
        look="quiet"
        className={way === 'form' ? 'bg-sunken px-2 text-ink' : 'px-2'}
        aria-pressed={way === 'form'}
        isDisabled={way === 'text' && isBroken}
        onPress={() => onChange('form')}
      >
        {t('Form')}
      </Button>
      <Button
        look="quiet"
        className={way === 'text' ? 'bg-sunken px-2 text-ink' : 'px-2'}
        aria-pressed={way === 'text'}
        onPress={() => onChange('text')}
      >
        {t('Text')}
      </Button>
    </div>
  );
}

/** `outer`: how many groups stand around this one, as they are stored. */
type GroupProps = {
  place: BuilderPlace;
  group: DraftGroup;
  outer: number;
  world: ConditionWorld;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
};

function Group(props: GroupProps) {
  const { place, group, outer, world, onChange, onRemove } = props;
  const setParts = (parts: Draft[]) => onChange({ ...group, parts });
  const replace = (part: Draft) => setParts(group.parts.map((before) => (before.key === part.key ? part : before)));
  const remove = (key: number) => {
    const rest = withoutPart(group, key);
    if (rest.parts.length === 0 && onRemove) onRemove();
    else onChange(rest);
  };
  const inside = outer + sizeOfWay(group.how);
  return (
    <div className="flex flex-col gap-2">
      {outer > 0 || group.parts.length > 0 ? <GroupHead {...props} /> : null}
      {group.parts.length === 0 ? null : (
        <div className="flex flex-col gap-2 border-l-2 border-line pl-3">
          {group.parts.map((part) =>
            part.kind === 'question' ? (
              <QuestionRow
                key={part.key}
                place={place}
                question={part}
                world={world}
                onChange={replace}
                onRemove={() => remove(part.key)}
              />
            ) : (
              <Group
                key={part.key}
                place={place}
                group={part}
                outer={inside}
                world={world}
                onChange={replace}
                onRemove={() => remove(part.key)}
              />
            ),
          )}
        </div>
      )}
      <div className="-ml-2 flex flex-wrap">
        <Button look="quiet" className="px-2" onPress={() => setParts([...group.parts, firstQuestion(world)])}>
          <PlusIcon aria-hidden className="size-4" />
          {t('Add a condition')}
        </Button>
        {inside < maxDepth && group.parts.length > 0 ? (
          <Button
            look="quiet"
            className="px-2"
            onPress={() => setParts([...group.parts, newGroup([firstQuestion(world)])])}
          >
            <PlusIcon aria-hidden className="size-4" />
            {t('Add a group')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function GroupHead({ group, outer, onChange, onRemove }: GroupProps) {
  const ways = (['all', 'any', 'none'] as const).filter(
    (how) => how === group.how || outer + deepest({ ...group, how }) <= maxDepth,
  );
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
