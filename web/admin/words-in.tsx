import { useState } from 'react';
import { currentLanguage, t } from '../../locales/translate.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { languageChoices } from '../app/language-choices.ts';

/** Words by language tag, as they are typed: what is empty is not said. */
export type Typed = Record<string, string>;

const more = ['es', 'fr', 'de', 'it', 'nl', 'ja', 'zh'];

export function typedOf(words: Readonly<Record<string, string | undefined>> | null): Typed {
  return Object.fromEntries(Object.entries(words ?? {}).map(([language, said]) => [language, said ?? '']));
}

/** What of it to show as the name of an item, before it is saved. */
export function nameOfTyped(typed: Typed): string {
  return typed[currentLanguage()] || Object.values(typed).find((said) => said.trim() !== '') || '…';
}

/** The languages a form is written in: those of the desk, the agent's own first, those already used, and those added. */
export function useLanguages(used: readonly Typed[]) {
  const own = languageChoices.map(({ id }) => id as string);
  const ownFirst = own.sort((one) => (one === currentLanguage() ? -1 : 1));
  const known = used.flatMap((typed) => Object.keys(typed));
  const [languages, setLanguages] = useState(() => [...new Set([...ownFirst, ...known])]);
  return { languages, add: (language: string) => setLanguages([...languages, language]) };
}

/** Adds a language in which everything on the form can be said. */
export function AddLanguage({ languages, add }: ReturnType<typeof useLanguages>) {
  const left = more.filter((language) => !languages.includes(language));
  if (left.length === 0) return null;
  return (
    <SelectField
      className="sm:w-1/2"
      label={t('Say it in another language')}
      placeholder={t('Choose')}
      choices={left.map((id) => ({ id, label: languageName(id) }))}
      value={null}
      onChange={add}
    />
  );
}

type Props = {
  label: string;
  languages: string[];
  value: Typed;
  onChange: (value: Typed) => void;
  hint?: string;
  /** In one language at least. */
  isRequired?: boolean;
  isLong?: boolean;
  autoFocus?: boolean;
  maxLength?: number;
};

/** The same words in each language, side by side; what was left out is taken from a language that is there. */
export function WordsIn({ label, languages, value, onChange, isRequired, isLong, autoFocus, ...rest }: Props) {
  const isSilent = Object.values(value).every((said) => said.trim() === '');
  const Field = isLong ? TextArea : TextField;
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      {languages.map((language, at) => (
        <Field
          key={language}
          label={t('{label} · {language}', { label, language: languageName(language) })}
          value={value[language] ?? ''}
          onChange={(said) => onChange({ ...value, [language]: said })}
          isRequired={isRequired === true && isSilent && at === 0}
          autoFocus={autoFocus === true && at === 0}
          {...(isLong ? { rows: 2 } : {})}
          {...rest}
        />
      ))}
    </div>
  );
}

function languageName(language: string): string {
  const own = languageChoices.find(({ id }) => id === language);
  return own?.label ?? new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(language) ?? language;
}
