import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleAction } from '../../domain/automation/rule.ts';
import { t } from '../../locales/translate.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type ActionDraft, ActionsField, actionOfDraft } from '../automation/actions-field.tsx';
import { useNames } from '../automation/names.ts';
import { fieldsQuery } from '../tickets/calls.ts';
import { nameIn } from '../tickets/words.ts';
import { BulkDialog, type Chosen, howMany } from './bulk-dialog.tsx';

/** What stands in the form itself is not offered among the rest; the others name what only an admin may list. */
const notInRest = ['status', 'priority', 'team', 'agent', 'topic', 'tags', 'inbox', 'webhook', 'sla_policy'];
const nobody = '-';

type Values = Partial<Record<'status' | 'priority' | 'team' | 'assignee' | 'topic', string>> & {
  add: string;
  remove: string;
};

/** Every field that a ticket has, each left as it is unless something is chosen. */
export function ChangeDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const [values, setValues] = useState<Values>({ add: '', remove: '' });
  const [rest, setRest] = useState<ActionDraft[]>([]);
  const choicesOf = useNames();
  const { data: fields = [] } = useQuery(fieldsQuery);
  const own = fields.filter((field) => !field.isArchived).map(({ key, label }) => ({ id: key, label: nameIn(label) }));
  const actions = [...actionsOf(values), ...rest.map(actionOfDraft)];
  const set = (more: Partial<Values>) => setValues({ ...values, ...more });
  const pick = (field: 'status' | 'priority' | 'team' | 'assignee' | 'topic', label: string, none?: string) => (
    <SelectField
      label={label}
      placeholder={t('as it is')}
      value={values[field] ?? null}
      choices={[...(none === undefined ? [] : [{ id: nobody, label: none }]), ...(choicesOf(field) ?? [])]}
      onChange={(id) => set({ [field]: id })}
    />
  );
  const tickets = howMany(chosen);
  return (
    <BulkDialog
      isWide
      title={t('Change {tickets}', { tickets })}
      submitLabel={t('Change {tickets}', { tickets })}
      chosen={chosen}
      what={actions.length === 0 ? null : { actions }}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-3.5 max-sm:grid-cols-1">
        {pick('status', t('Status'))}
        {pick('priority', t('Priority'))}
        {pick('team', t('Team'), t('No team'))}
        {pick('assignee', t('Assignee'), t('Nobody'))}
        <div className="sm:col-span-2">{pick('topic', t('Topic'), t('No topic'))}</div>
        <TextField
          label={t('Add tags')}
          hint={t('Several are separated by commas.')}
          value={values.add}
          onChange={(add) => set({ add })}
        />
        <TextField label={t('Remove tags')} value={values.remove} onChange={(remove) => set({ remove })} />
      </div>
      <ActionsField
        label={t('Also')}
        of="macro"
        value={rest}
        choicesOf={(field) => (field === 'field' ? own : choicesOf(field))}
        without={notInRest}
        onChange={setRest}
      />
    </BulkDialog>
  );
}

function actionsOf({ status, priority, team, assignee, topic, add, remove }: Values): RuleAction[] {
  const action = (name: string, params: Record<string, unknown>) => ({ action: name, params });
  const orNull = (id: string) => (id === nobody ? null : id);
  return [
    ...(priority === undefined ? [] : [action('set_priority', { priority })]),
    ...(topic === undefined ? [] : [action('set_topic', { topic: orNull(topic) })]),
    ...(team === undefined ? [] : [action('set_team', { team: orNull(team) })]),
    ...(assignee === undefined ? [] : [action('set_assignee', { assignee: orNull(assignee) })]),
    ...(tagsIn(add).length === 0 ? [] : [action('add_tags', { tags: tagsIn(add) })]),
    ...(tagsIn(remove).length === 0 ? [] : [action('remove_tags', { tags: tagsIn(remove) })]),
    ...(status === undefined ? [] : [action('set_status', { status })]),
  ];
}

function tagsIn(typed: string): string[] {
  return typed.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}
