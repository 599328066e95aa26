import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Inbox } from '../../contract/inboxes.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { PlusIcon } from '../../ui/icons.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { PageHead } from '../app/PageHead.tsx';
import { channelName } from '../tickets/words.ts';
import { inboxesQuery } from './calls.ts';
import { InboxDialog } from './inbox-dialog.tsx';

type Open = { kind: 'none' } | { kind: 'form'; inbox: Inbox | null };

export function InboxesPage() {
  const { data: inboxes } = useQuery(inboxesQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  return (
    <>
      <PageHead
        title={t('Inboxes')}
        lead={t('Where requests come in, and in whose name answers leave.')}
        action={
          <Button look="primary" onPress={() => setOpen({ kind: 'form', inbox: null })}>
            <PlusIcon aria-hidden className="size-4" />
            {t('New inbox')}
          </Button>
        }
      />
      {inboxes === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <Table
          label={t('Inboxes')}
          rows={inboxes}
          keyOf={({ id }) => id}
          columns={columns((inbox) => setOpen({ kind: 'form', inbox }))}
        />
      )}
      {open.kind === 'form' ? <InboxDialog inbox={open.inbox} onClose={() => setOpen({ kind: 'none' })} /> : null}
    </>
  );
}

function columns(onEdit: (inbox: Inbox) => void): Column<Inbox>[] {
  return [
    {
      id: 'name',
      label: t('Name'),
      cell: (inbox) => (
        <>
          <span className="block font-[550]">{inbox.name}</span>
          <span className="block text-meta text-ink-3">{inbox.addresses.join(', ')}</span>
          {inbox.lastError === null ? null : <span className="block text-meta text-danger">{inbox.lastError}</span>}
        </>
      ),
    },
    { id: 'channel', label: t('Channel'), isSecondary: true, cell: ({ channel }) => channelName(channel) },
    { id: 'team', label: t('Team'), isSecondary: true, cell: ({ team }) => team?.name ?? t('No team') },
    { id: 'state', label: t('State'), cell: (inbox) => <State inbox={inbox} /> },
    {
      id: 'actions',
      label: t('Actions'),
      isHiddenLabel: true,
      isEnd: true,
      cell: (inbox) => (
        <Button look="quiet" aria-label={t('Edit {name}', { name: inbox.name })} onPress={() => onEdit(inbox)}>
          {t('Edit')}
        </Button>
      ),
    },
  ];
}

function State({ inbox }: { inbox: Inbox }) {
  if (!inbox.isActive) return <Chip>{t('off')}</Chip>;
  return inbox.lastError === null ? <Chip tone="good">{t('on')}</Chip> : <Chip tone="danger">{t('in trouble')}</Chip>;
}
