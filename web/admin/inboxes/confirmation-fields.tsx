import { useState } from 'react';
import type { Inbox } from '../../../contract/inboxes.ts';
import {
  type ConfirmationLanguage,
  confirmationLanguages,
  confirmationTexts,
  usualConfirmation,
} from '../../../domain/confirmation.ts';
import { t } from '../../../locales/translate.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { languageChoices } from '../../app/language-choices.ts';
import { TemplatePreview } from '../../templates/template-preview.tsx';

type Confirmation = Inbox['confirmation'];
type Props = { value: Confirmation; language: ConfirmationLanguage; onChange: (value: Confirmation) => void };

/** What whoever opens a ticket by mail gets at once, in each language the desk writes. */
export function ConfirmationFields({ value, language, onChange }: Props) {
  return (
    <fieldset className="flex flex-col gap-3 border-t border-line pt-3.5">
      <Checkbox isSelected={value.isOn} onChange={(isOn) => onChange({ ...value, isOn })}>
        {t('Confirms new tickets by mail, with their number')}
      </Checkbox>
      {value.isOn ? <Words value={value} language={language} onChange={onChange} /> : null}
    </fieldset>
  );
}

function Words({ value, language, onChange }: Props) {
  const [shown, setShown] = useState(language);
  const words = value.texts[shown] ?? usualConfirmation[shown];
  const set = (change: Partial<typeof words>) =>
    onChange({ ...value, texts: { ...value.texts, [shown]: { ...words, ...change } } });
  return (
    <>
      <SelectField
        label={t('Language of the confirmation')}
        choices={languageChoices.filter(({ id }) => confirmationLanguages.some((one) => one === id))}
        value={shown}
        onChange={(id) => setShown(id as ConfirmationLanguage)}
      />
      <TextField label={t('Subject')} isRequired value={words.subject} onChange={(subject) => set({ subject })} />
      <TextArea
        label={t('Text of the confirmation')}
        hint={t('What stands in double braces is filled in, as above: the number, the promised time, the subject.')}
        rows={7}
        value={words.text}
        onChange={(text) => set({ text })}
      />
      <TemplatePreview texts={confirmationTexts(value)} />
    </>
  );
}
