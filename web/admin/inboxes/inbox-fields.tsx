import { useQuery } from '@tanstack/react-query';
import { type Language, t } from '../../../locales/translate.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { languageChoices } from '../../app/language-choices.ts';
import { teamsQuery, topicsQuery } from '../../tickets/calls.ts';
import { topicChoices } from '../../tickets/topic-choices.ts';
import { type InboxForm, none } from './inbox-form.ts';

type Props = { form: InboxForm; set: (change: Partial<InboxForm>) => void };

export function InboxIdentityFields({ form, set }: Props) {
  return (
    <>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <TextField label={t('Name')} isRequired autoFocus value={form.name} onChange={(name) => set({ name })} />
        <TextField
          label={t("Sender's name")}
          hint={t('What customers see as the sender.')}
          value={form.senderName}
          onChange={(senderName) => set({ senderName })}
        />
      </div>
      <TextField
        label={t('Addresses')}
        hint={t('Several are separated by commas. Answers leave from the first.')}
        value={form.addresses}
        onChange={(addresses) => set({ addresses })}
        name="addresses"
      />
      <TextArea label={t('Signature')} rows={3} value={form.signature} onChange={(signature) => set({ signature })} />
    </>
  );
}

export function InboxRoutingFields({ form, set }: Props) {
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: topics = [] } = useQuery(topicsQuery);
  return (
    <div className="grid gap-3.5 sm:grid-cols-3">
      <SelectField
        label={t('Team')}
        choices={[{ id: none, label: t('No team') }, ...teams.map(({ id, name }) => ({ id, label: name }))]}
        value={form.team}
        onChange={(team) => set({ team })}
      />
      <SelectField
        label={t('Topic')}
        choices={[{ id: none, label: t('No topic') }, ...topicChoices(topics)]}
        value={form.topic}
        onChange={(topic) => set({ topic })}
      />
      <SelectField
        label={t('Language')}
        choices={languageChoices}
        value={form.language}
        onChange={(language) => set({ language: language as Language })}
      />
    </div>
  );
}
