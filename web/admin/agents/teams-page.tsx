import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Team } from '../../../contract/agents.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PeopleIcon, PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { Table } from '../../../ui/Table.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { agentsQuery, teamsQuery } from '../../tickets/calls.ts';
import { addTeam, removeTeam, updateTeam } from '../calls.ts';
import { CheckList } from '../check-list.tsx';
import { RemoveDialog } from '../remove-dialog.tsx';
import { type TeamTiers, TierFields, tiersOf } from './tier-fields.tsx';

type Open = { kind: 'none' } | { kind: 'form'; team: Team | null } | { kind: 'remove'; team: Team };

export function TeamsPage() {
  const { data: teams } = useQuery(teamsQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', team: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {t('New team')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('Teams')} lead={t('A ticket can wait for a team before somebody takes it.')} action={add} />
      {teams === undefined ? <Skeleton lines={4} /> : null}
      {teams?.length === 0 ? (
        <EmptyState icon={<PeopleIcon aria-hidden />} title={t('No teams yet')}>
          {t('Make one for each kind of work: billing, technical support, returns.')}
        </EmptyState>
      ) : null}
      {teams && teams.length > 0 ? <TeamTable teams={teams} onOpen={setOpen} /> : null}
      {open.kind === 'form' ? <TeamDialog team={open.team} onClose={close} /> : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={open.team.name}
          act={() => removeTeam(open.team.id)}
          stale={[keys.teams, keys.agents, keys.views]}
          onClose={close}
        >
          {t('Its members stay agents. A team that still has tickets cannot be removed.')}
        </RemoveDialog>
      ) : null}
    </>
  );
}

function TeamTable({ teams, onOpen }: { teams: Team[]; onOpen: (open: Open) => void }) {
  return (
    <Table
      label={t('Teams')}
      rows={teams}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', label: t('Name'), cell: ({ name }) => <span className="font-[550]">{name}</span> },
        {
          id: 'members',
          label: t('Members'),
          cell: ({ members }) => members.map(({ name }) => name).join(', ') || t('Nobody'),
        },
        {
          id: 'actions',
          label: t('Actions'),
          isHiddenLabel: true,
          isEnd: true,
          cell: (team) => (
            <span className="inline-flex flex-wrap justify-end gap-1">
              <Button
                look="quiet"
                aria-label={t('Edit {name}', { name: team.name })}
                onPress={() => onOpen({ kind: 'form', team })}
              >
                {t('Edit')}
              </Button>
              <Button
                look="quiet"
                aria-label={t('Remove {name}', { name: team.name })}
                onPress={() => onOpen({ kind: 'remove', team })}
              >
                {t('Remove')}
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}

function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { data: agents = [] } = useQuery(agentsQuery);
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState(team?.members.map(({ id }) => id) ?? []);
  const [tiers, setTiers] = useState<TeamTiers>(() => tiersOf(team));
  const body = { name, members, tiers: tiers.names, memberTiers: tiers.members };
  const save = useSaving({
    act: () => (team === null ? addTeam(body) : updateTeam(team.id, body)),
    stale: [keys.teams, keys.agents, keys.views],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  const submit = () => save.mutate(undefined);
  return (
    <Dialog
      isOpen
      title={team === null ? t('New team') : t('Edit {name}', { name: team.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={submit}>
        <TextField label={t('Name')} isRequired autoFocus value={name} onChange={setName} />
        <CheckList
          label={t('Members')}
          choices={agents.filter(({ id, isActive }) => isActive || members.includes(id))}
          value={members}
          onChange={setMembers}
        />
        <TierFields people={agents.filter(({ id }) => members.includes(id))} value={tiers} onChange={setTiers} />
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
