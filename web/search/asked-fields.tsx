import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AskedQuestion } from '../../contract/search.ts';
import { operatorsOf } from '../../domain/conditions/catalogue.ts';
import { printKey } from '../../domain/conditions/text/print.ts';
import { searchSpeech } from '../../domain/conditions/text/search.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon } from '../../ui/icons.ts';
import { Picker } from '../../ui/Picker.tsx';
import { conditionInWords } from '../admin/sla/sla-words.ts';
import { fieldsQuery } from '../conditions/calls.ts';
import { type ChoicesOf, useChoices } from '../conditions/choices.ts';
import { fieldName } from '../conditions/condition-words.ts';
import { textProblem } from '../conditions/text-problems.ts';
import { placeOf, without } from './taken-out.ts';

type Props = { text: string; asked: readonly AskedQuestion[] | undefined; onChange: (text: string) => void };

/** What a search asks besides words, each taken out by a press; and the fields that can be asked for. */
export function AskedFields({ text, asked = [], onChange }: Props) {
  const choicesOf = useChoices(asked.flatMap(({ condition }) => condition ?? []));
  const entries = useFieldEntries(choicesOf);
  const shown = asked.filter((one) => placeOf(one.text, text) !== -1);
  const take = (taken: string) => onChange(without(taken, text));
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {shown.length === 0 ? null : (
        <ul aria-label={t('Fields searched')} className="contents">
          {shown.map((one) => (
            <Asked key={one.text} asked={one} choicesOf={choicesOf} onTake={() => take(one.text)} />
          ))}
        </ul>
      )}
      <Picker
        label={t('Search in a field')}
        searchLabel={t('Which field')}
        choices={entries.map(({ id, label, word }) => ({ id, label, detail: word }))}
        value={null}
        onChange={(id) => {
          const chosen = entries.find((entry) => entry.id === id);
          if (chosen) onChange(`${text.trim()} ${chosen.word}:`.trimStart());
        }}
        className="ml-0!"
      >
        {t('Search in a field')}
      </Picker>
    </div>
  );
}

/** Every field that tickets can be asked for, by its name, with the word it is typed as. */
function useFieldEntries(choicesOf: ChoicesOf) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const speech = useMemo(() => searchSpeech(fields, currentLanguage()), [fields]);
  const { catalogue } = speech;
  const ids = catalogue.ids.filter((id) => {
    const field = catalogue.field(id);
    return field !== undefined && operatorsOf(field, 'sql').length > 0;
  });
  return ids.map((id) => ({ id, label: fieldName(id, choicesOf), word: printKey(id, speech) }));
}

type Shown = { asked: AskedQuestion; choicesOf: ChoicesOf; onTake: () => void };

function Asked({ asked: { text, condition, problem }, choicesOf, onTake }: Shown) {
  return (
    <li className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-full bg-sunken pl-2.5 text-meta text-ink-2">
      <span className="min-w-0 wrap-anywhere">
        {condition === null ? text : conditionInWords(condition, choicesOf)}
        {problem === null ? null : ` — ${textProblem(problem)}`}
      </span>
      <IconButton label={t('Search without {what}', { what: text })} onPress={onTake}>
        <CloseIcon aria-hidden />
      </IconButton>
    </li>
  );
}
