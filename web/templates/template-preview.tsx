import { useState } from 'react';
import type { TemplatePreview as Preview } from '../../contract/templates.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { sentenceFor } from '../app/sentences.ts';
import { useSaving } from '../app/use-saving.ts';
import { previewTemplate } from './calls.ts';
import { languageName, problemInWords } from './template-words.ts';

/** How the text reads on a ticket somebody names, in each language, and what would be missing there. */
export function TemplatePreview({ texts }: { texts: Record<string, string> }) {
  const [number, setNumber] = useState('');
  const look = useSaving({
    act: () => previewTemplate({ ticket: Number(number), texts }),
    stale: [],
    isForm: true,
  });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          className="w-40"
          label={t('See it on ticket')}
          inputMode="numeric"
          placeholder="42"
          value={number}
          onChange={(typed) => setNumber(typed.replace(/\D/g, ''))}
        />
        <Button
          isDisabled={number === '' || Object.keys(texts).length === 0 || look.isPending}
          onPress={() => look.mutate(undefined)}
        >
          {t('Preview')}
        </Button>
      </div>
      <div aria-live="polite">
        {look.error ? <p className="text-danger">{sentenceFor(look.error)}</p> : null}
        {look.data ? <Shown preview={look.data} /> : null}
      </div>
    </div>
  );
}

function Shown({ preview }: { preview: Preview }) {
  return (
    <ul className="flex flex-col gap-3">
      {preview.problems.map((problem) => (
        <li key={`${problem.language}${problem.line}.${problem.column}`} className="text-danger">
          {`${languageName(problem.language)}: ${problemInWords(problem)}`}
        </li>
      ))}
      {preview.previews.map(({ language, text, unresolved }) => (
        <li key={language}>
          <p className="text-meta font-[550] text-ink-2">
            {language === preview.language
              ? t('{language}, as this customer reads it', { language: languageName(language) })
              : languageName(language)}
          </p>
          <p className="rounded-c bg-sunken px-3 py-2 whitespace-pre-wrap wrap-anywhere">{text}</p>
          {unresolved.length > 0 ? (
            <p className="mt-1 text-meta text-warn">
              {t('No value on this ticket and no fallback: {variables}. A rule would not send it.', {
                variables: unresolved.join(', '),
              })}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
