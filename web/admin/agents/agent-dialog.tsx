import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Agent } from '../../../contract/agents.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { teamsQuery } from '../../tickets/calls.ts';
import { inviteAgent, rolesQuery, updateAgent } from '../calls.ts';
import { CheckList } from '../check-list.tsx';
import { roleMeaning, roleName } from './role-words.ts';

type Props = { agent: Agent | null; onClose: () => void; onInvited: (agent: Agent, url: string | null) => void };

/** Invites somebody, or changes who somebody is. */
export function AgentDialog({ agent, onClose, onInvited }: Props) {
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [form, setForm] = useState({
    name: agent?.name ?? '',
    email: agent?.email ?? '',
    role: agent?.role ?? 'agent',
    teams: agent?.teams.map(({ id }) => id) ?? [],
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaveAgent(agent, { onClose, onInvited });
  const submit = () => save.mutate(form);
  return (
    <Dialog
      isOpen
      title={agent === null ? t('Invite an agent') : t('Edit {name}', { name: agent.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={submit}>
        <TextField label={t('Name')} isRequired autoFocus value={form.name} onChange={(name) => set({ name })} />
        <TextField
          label={t('E-mail')}
          type="email"
          isRequired
          value={form.email}
          onChange={(email) => set({ email })}
          name="email"
        />
        <SelectField
          label={t('Role')}
          hint={roleMeaning(form.role)}
          choices={roles.map(({ slug, name }) => ({ id: slug, label: roleName(slug, name) }))}
          value={form.role}
          onChange={(role) => set({ role })}
        />
        <CheckList label={t('Teams')} choices={teams} value={form.teams} onChange={(next) => set({ teams: next })} />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {agent === null ? t('Invite') : t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

type Form = { name: string; email: string; role: string; teams: string[] };

function useSaveAgent(agent: Agent | null, { onClose, onInvited }: Pick<Props, 'onClose' | 'onInvited'>) {
  return useSaving({
    act: async (form: Form) =>
      agent === null ? await inviteAgent(form) : { ...(await updateAgent(agent.id, form)), inviteUrl: null },
    stale: [keys.agents, keys.teams],
    done: agent === null ? t('Invited') : t('Saved'),
    isForm: true,
    onDone: (saved) => (agent === null ? onInvited(saved.agent, saved.inviteUrl) : onClose()),
  });
}
