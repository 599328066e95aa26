import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplatePreview as Preview, TemplateText } from '../../contract/templates.ts';
import { t } from '../../locales/translate.ts';
import { TextField } from '../../ui/TextField.tsx';
import { sentenceFor } from '../app/sentences.ts';
import { useSettled } from '../conditions/settled.ts';
import { templatePreviewQuery } from './calls.ts';
import { languageName, problemInWords } from './template-words.ts';

/** How the text reads on a ticket somebody names, in each language and while it is written, and what would be missing there. */
export function TemplatePreview({ texts }: { texts: Record<string, TemplateText> }) {
  const [number, setNumber] = useState('');
  const asked = useSettled({ number, texts });
  const isAsked = number !== '' && asked.number !== '' && Object.keys(asked.texts).length > 0;
  const { data, error } = useQuery({
    ...templatePreviewQuery({ ticket: Number(asked.number), texts: asked.texts }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-2">
      <TextField
        className="w-40"
        label={t('See it on ticket')}
        inputMode="numeric"
        placeholder="42"
        value={number}
        onChange={(typed) => setNumber(typed.replace(/\D/g, '').slice(0, 9))}
      />
      <div aria-live="polite">
        {isAsked && error ? <p className="text-danger">{sentenceFor(error)}</p> : null}
        {isAsked && !error && data ? <Shown preview={data} /> : null}
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
      {preview.previews.map(({ language, subject, text, unresolved }) => (
        <li key={language}>
          <p className="text-meta font-[550] text-ink-2">
            {language === preview.language
              ? t('{language}, as this customer reads it', { language: languageName(language) })
              : languageName(language)}
          </p>
          <div className="rounded-c bg-sunken px-3 py-2 wrap-anywhere">
            {subject === null ? null : <p className="mb-1.5 font-[550]">{subject}</p>}
            <p className="whitespace-pre-wrap">{text}</p>
          </div>
          {unresolved.length > 0 ? (
            <p className="mt-1 text-meta text-warn">
              {t('No value on this ticket and no fallback: {variables}. The desk would not send it by itself.', {
                variables: unresolved.join(', '),
              })}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
