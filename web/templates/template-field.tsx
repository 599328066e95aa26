import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { missingLanguages } from '../../domain/templates.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { PlusIcon } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextArea } from '../../ui/TextField.tsx';
import { nameIn } from '../tickets/words.ts';
import { templateVariablesQuery } from './calls.ts';
import { TemplatePreview } from './template-preview.tsx';
import { languageName } from './template-words.ts';

type Texts = Record<string, string>;
type Props = { label: string; value: Texts; onChange: (value: Texts) => void };

const usual = ['en', 'pt-BR', 'es'];

/** One text in several languages: what customers read is chosen by their ticket. Seen on a real ticket before it is kept. */
export function TemplateField({ label, value, onChange }: Props) {
  const { data } = useQuery(templateVariablesQuery);
  const spoken = data?.languages ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = chosen ?? Object.keys(value)[0] ?? spoken[0] ?? 'en';
  const languages = [...new Set([...Object.keys(value), ...spoken, ...usual])];
  const missing = missingLanguages(Object.keys(value), spoken);
  const write = (text: string) => {
    const { [shown]: _before, ...others } = value;
    onChange(text === '' ? others : { ...others, [shown]: text });
  };
  const text = value[shown] ?? '';
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{label}</legend>
      <div className="flex flex-wrap items-end gap-2">
        <SelectField
          className="w-52"
          label={t('Language of the text')}
          choices={languages.map((tag) => ({ id: tag, label: languageName(tag) }))}
          value={shown}
          onChange={setChosen}
        />
        <Menu
          label={t('Insert a variable')}
          placement="bottom start"
          entries={(data?.variables ?? []).map(({ name, label: said, isAlways }) => ({
            id: name,
            label: nameIn(said),
            onAction: () => write(`${text}${variable(name, isAlways)}`),
          }))}
        >
          <Button look="quiet">
            <PlusIcon aria-hidden className="size-4" />
            {t('Insert a variable')}
          </Button>
        </Menu>
      </div>
      <TextArea label={`${label}, ${languageName(shown)}`} rows={4} value={text} onChange={write} />
      {missing.length > 0 ? (
        <p className="text-meta text-warn">
          {t('Not written yet in: {languages}. Customers then read it in another language.', {
            languages: missing.map(languageName).join(', '),
          })}
        </p>
      ) : null}
      <TemplatePreview texts={value} />
    </fieldset>
  );
}

/** What may be missing on some ticket comes with room for a fallback. */
function variable(name: string, isAlways: boolean): string {
  return isAlways ? `{{ ${name} }}` : `{{ ${name} | default: "…" }}`;
}
