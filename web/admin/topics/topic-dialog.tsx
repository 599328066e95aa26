import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Topic } from '../../../contract/topics.ts';
import { pathTo } from '../../../domain/topics/tree.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { useMay } from '../../app/me.ts';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { teamsQuery } from '../../tickets/calls.ts';
import { topicChoices } from '../../tickets/topic-choices.ts';
import { nameIn } from '../../tickets/words.ts';
import { slaPoliciesQuery } from '../calls.ts';
import { AddLanguage, useLanguages, WordsIn } from '../words-in.tsx';
import { ChecklistFields, FormFields } from './topic-asks.tsx';
import { addTopic, updateTopic } from './topic-calls.ts';
import { TopicConfirmationFields } from './topic-confirmation.tsx';
import { bodyOfTopic, none, type TopicForm, topicForm } from './topic-form.ts';

type Props = { topics: Topic[]; topic: Topic | null; parentId: string | null; onClose: () => void };

/** Makes a topic or changes it: what it is called, where it stands, who gets its tickets, what is asked and confirmed. */
export function TopicDialog({ topics, topic, parentId, onClose }: Props) {
  const [form, setForm] = useState(() => topicForm(topic, parentId));
  const set = (change: Partial<TopicForm>) => setForm((before) => ({ ...before, ...change }));
  const spoken = useLanguages([form.name, form.description, ...form.checklist.map(({ text }) => text)]);
  const save = useSaving({
    act: () => (topic === null ? addTopic(bodyOfTopic(form)) : updateTopic(topic.id, bodyOfTopic(form))),
    stale: [keys.topics, keys.fields],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  const { languages } = spoken;
  return (
    <Dialog
      isOpen
      isWide
      title={topic === null ? t('New topic') : t('Edit {name}', { name: nameIn(topic.name) })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex flex-col gap-5">
        <WordsIn
          label={t('Name')}
          languages={languages}
          value={form.name}
          onChange={(name) => set({ name })}
          isRequired
          autoFocus
          maxLength={100}
        />
        <WordsIn
          label={t('Description')}
          languages={languages}
          value={form.description}
          onChange={(description) => set({ description })}
          maxLength={500}
        />
        <Place topics={topics} topic={topic} form={form} set={set} />
        <TopicConfirmationFields form={form} set={set} />
        <FormFields form={form} set={set} />
        <ChecklistFields form={form} set={set} languages={languages} />
        <Checkbox isSelected={form.needsResolution} onChange={(needsResolution) => set({ needsResolution })}>
          {t('Solved only with a resolution: cause, steps and outcome')}
        </Checkbox>
        <AddLanguage {...spoken} />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

type PlaceProps = { topics: Topic[]; topic: Topic | null; form: TopicForm; set: (change: Partial<TopicForm>) => void };

function Place({ topics, topic, form, set }: PlaceProps) {
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: policies = [] } = useQuery({ ...slaPoliciesQuery, enabled: useMay('sla.manage') });
  const isUnderItself = (id: string) => topic !== null && pathTo(topics, id).some((above) => above.id === topic.id);
  const places = topicChoices(topics).filter(({ id }) => !isUnderItself(id));
  const open = form.parentId === none;
  const kept = topic?.slaPolicy ? [topic.slaPolicy] : [];
  const offered = [...policies, ...kept.filter(({ id }) => !policies.some((policy) => policy.id === id))];
  const fromAbove = t('As the topic above it');
  return (
    <div className="grid gap-3.5 sm:grid-cols-3">
      <SelectField
        label={t('Stands under')}
        name="parentId"
        choices={[{ id: none, label: t('nothing: at the top') }, ...places]}
        value={form.parentId}
        onChange={(parentId) => set({ parentId })}
      />
      <SelectField
        label={t('Team')}
        hint={t('Gets its tickets that have no team.')}
        choices={[
          { id: none, label: open ? t('No team') : fromAbove },
          ...teams.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={form.team}
        onChange={(team) => set({ team })}
      />
      <SelectField
        label={t('SLA policy')}
        choices={[
          { id: none, label: open ? t('The first that fits') : fromAbove },
          ...offered.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={form.slaPolicy}
        onChange={(slaPolicy) => set({ slaPolicy })}
      />
    </div>
  );
}
