import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Agent } from '../../../contract/agents.ts';
import { t } from '../../../locales/translate.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MoreIcon, PlusIcon } from '../../../ui/icons.ts';
import { Menu } from '../../../ui/Menu.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { useMe } from '../../app/me.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { agentsQuery } from '../../tickets/calls.ts';
import { inviteAgain, updateAgent } from '../calls.ts';
import { AgentDialog } from './agent-dialog.tsx';
import { InviteLinkDialog } from './invite-link.tsx';
import { InviteManyDialog } from './invite-many-dialog.tsx';
import { roleName } from './role-words.ts';

type Open =
  | { kind: 'none' | 'many' }
  | { kind: 'form'; agent: Agent | null }
  | { kind: 'link'; agent: Agent; url: string };

export function AgentsPage() {
  const { data: agents } = useQuery(agentsQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const showLink = (agent: Agent, url: string | null) =>
    url === null ? close() : setOpen({ kind: 'link', agent, url });
  return (
    <>
      <PageHead
        title={t('Agents')}
        lead={t('Everybody who works here, and what each may do.')}
        action={
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => setOpen({ kind: 'many' })}>{t('Invite several')}</Button>
            <Button look="primary" onPress={() => setOpen({ kind: 'form', agent: null })}>
              <PlusIcon aria-hidden className="size-4" />
              {t('Invite an agent')}
            </Button>
          </div>
        }
      />
      {agents === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <Table
          label={t('Agents')}
          rows={agents}
          keyOf={({ id }) => id}
          columns={columns((agent) => (
            <AgentMenu
              agent={agent}
              onEdit={() => setOpen({ kind: 'form', agent })}
              onLink={(url) => showLink(agent, url)}
            />
          ))}
        />
      )}
      {open.kind === 'form' ? <AgentDialog agent={open.agent} onClose={close} onInvited={showLink} /> : null}
      {open.kind === 'many' ? <InviteManyDialog onClose={close} /> : null}
      {open.kind === 'link' ? <InviteLinkDialog {...open} onClose={close} /> : null}
    </>
  );
}

function columns(menu: (agent: Agent) => React.ReactNode): Column<Agent>[] {
  return [
    {
      id: 'name',
      label: t('Name'),
      cell: (agent) => (
        <span className="flex items-center gap-2.5">
          <Avatar name={agent.name} />
          <span className="min-w-0">
            <span className="block font-[550]">{agent.name}</span>
            <span className="block text-meta text-ink-3">{agent.email}</span>
          </span>
        </span>
      ),
    },
    { id: 'role', label: t('Role'), cell: ({ role }) => roleName(role) },
    {
      id: 'teams',
      label: t('Teams'),
      isSecondary: true,
      cell: ({ teams }) => teams.map(({ name }) => name).join(', '),
    },
    { id: 'state', label: t('State'), isSecondary: true, cell: (agent) => <State agent={agent} /> },
    { id: 'menu', label: t('Actions'), isHiddenLabel: true, isEnd: true, cell: menu },
  ];
}

function State({ agent }: { agent: Agent }) {
  if (!agent.isActive) return <Chip>{t('disabled')}</Chip>;
  return agent.hasSignedIn ? <Chip tone="good">{t('active')}</Chip> : <Chip tone="info">{t('invited')}</Chip>;
}

function AgentMenu({
  agent,
  onEdit,
  onLink,
}: {
  agent: Agent;
  onEdit: () => void;
  onLink: (url: string | null) => void;
}) {
  const me = useMe();
  const stale = [keys.agents];
  const toggle = useSaving({
    act: () => updateAgent(agent.id, { isActive: !agent.isActive }),
    stale,
    done: agent.isActive
      ? t('{name} may no longer sign in', { name: agent.name })
      : t('{name} may sign in again', { name: agent.name }),
  });
  const again = useSaving({
    act: () => inviteAgain(agent.id),
    stale,
    done: agent.hasSignedIn ? t('A link to a new password is made') : t('Invited again'),
    onDone: ({ inviteUrl }) => onLink(inviteUrl),
  });
  return (
    <Menu
      label={t('Actions for {name}', { name: agent.name })}
      entries={[
        { id: 'edit', label: t('Edit'), onAction: onEdit },
        ...(agent.isActive
          ? [
              {
                id: 'invite',
                label: agent.hasSignedIn ? t('Link to a new password') : t('Invite again'),
                onAction: () => again.mutate(undefined),
              },
            ]
          : []),
        ...(agent.id === me.id
          ? []
          : [
              {
                id: 'toggle',
                label: agent.isActive ? t('Disable') : t('Enable'),
                isDanger: agent.isActive,
                onAction: () => toggle.mutate(undefined),
              },
            ]),
      ]}
    >
      <IconButton label={t('Actions for {name}', { name: agent.name })}>
        <MoreIcon aria-hidden />
      </IconButton>
    </Menu>
  );
}
