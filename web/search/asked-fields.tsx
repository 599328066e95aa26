import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { printKey } from '../../domain/conditions/text/print.ts';
import { type FieldAsked, readSearch, searchSpeech } from '../../domain/conditions/text/search.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { conditionInWords } from '../admin/sla/sla-words.ts';
import { fieldsQuery } from '../conditions/calls.ts';
import { type ChoicesOf, choicesOfOwn } from '../conditions/choices.ts';
import { textProblem } from '../conditions/text-problems.ts';

type Props = { text: string; onChange: (text: string) => void };

/** What a search asks of the desk's own fields, each taken out by a press; and the fields that can be asked for. */
export function AskedFields({ text, onChange }: Props) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const speech = useMemo(() => searchSpeech(fields, currentLanguage()), [fields]);
  const own = useMemo(() => choicesOfOwn(fields), [fields]);
  if (fields.length === 0) return null;
  const { asked } = readSearch(text, speech);
  const take = ({ at, end }: FieldAsked) =>
    onChange(`${text.slice(0, at)}${text.slice(end)}`.replace(/\s+/g, ' ').trim());
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {asked.length === 0 ? null : (
        <ul aria-label={t('Fields searched')} className="contents">
          {asked.map((one) => (
            <Asked key={one.at} asked={one} choicesOf={(field) => own[field]} onTake={() => take(one)} />
          ))}
        </ul>
      )}
      <Menu
        label={t('Search in a field')}
        placement="bottom start"
        entries={own.field.map(({ id, label }) => ({
          id,
          label,
          onAction: () => onChange(`${text.trim()} ${printKey(id, speech)}:`.trimStart()),
        }))}
      >
        <Button look="quiet">
          <PlusIcon aria-hidden className="size-4" />
          {t('Search in a field')}
        </Button>
      </Menu>
    </div>
  );
}

type Shown = { asked: FieldAsked; choicesOf: ChoicesOf; onTake: () => void };

function Asked({ asked, choicesOf, onTake }: Shown) {
  const isRead = 'condition' in asked;
  return (
    <li className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-full bg-sunken pl-2.5 text-meta text-ink-2">
      <span className="min-w-0 wrap-anywhere">
        {isRead ? conditionInWords(asked.condition, choicesOf) : `${asked.text}: ${textProblem(asked.problem)}`}
      </span>
      <IconButton label={t('Search without {what}', { what: asked.text })} onPress={onTake}>
        <CloseIcon aria-hidden />
      </IconButton>
    </li>
  );
}
