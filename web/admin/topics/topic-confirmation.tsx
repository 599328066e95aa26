import { useState } from 'react';
import { usualConfirmation } from '../../../domain/confirmation.ts';
import { currentLanguage, t } from '../../../locales/translate.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { languageChoices } from '../../app/language-choices.ts';
import type { TopicForm } from './topic-form.ts';

type Props = { form: TopicForm; set: (change: Partial<TopicForm>) => void };

/** Whether and how whoever opens a ticket of the topic by mail is told so. */
export function TopicConfirmationFields({ form, set }: Props) {
  const choices = [
    { id: 'inherit', label: t('As the topic above it and the inbox say') },
    { id: 'own', label: t('In words of its own') },
    { id: 'none', label: t('None') },
  ];
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <SelectField
        className="sm:w-1/2"
        label={t('Confirmation to the customer')}
        choices={choices}
        value={form.confirmation}
        onChange={(confirmation) => set({ confirmation: confirmation as TopicForm['confirmation'] })}
      />
      {form.confirmation === 'own' ? <Words form={form} set={set} /> : null}
    </fieldset>
  );
}

function Words({ form, set }: Props) {
  const [shown, setShown] = useState<string>(currentLanguage());
  const words = form.texts[shown] ?? usualConfirmation.en;
  const write = (change: Partial<typeof words>) => set({ texts: { ...form.texts, [shown]: { ...words, ...change } } });
  return (
    <>
      <SelectField
        className="sm:w-1/2"
        label={t('Language of the confirmation')}
        choices={languageChoices}
        value={shown}
        onChange={setShown}
      />
      <TextField label={t('Subject')} isRequired value={words.subject} onChange={(subject) => write({ subject })} />
      <TextArea
        label={t('Text of the confirmation')}
        hint={t("The ticket's number and subject are filled in where they are named in braces, as above.")}
        rows={7}
        isRequired
        value={words.text}
        onChange={(text) => write({ text })}
      />
    </>
  );
}
