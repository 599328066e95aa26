import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Inbox } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { showToast } from '../../../ui/Toast.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { Time } from '../../app/Time.tsx';
import { channelName } from '../../tickets/words.ts';
import { inboxesQuery } from '../calls.ts';
import { connectionWord, signInWord } from './connection-words.ts';
import { DomainKeyDialog } from './domain-key-dialog.tsx';
import { InboxActions } from './inbox-actions.tsx';
import { InboxDialog } from './inbox-dialog.tsx';
import { InboxTestDialog } from './inbox-test-dialog.tsx';

type Open = { kind: 'none' } | { kind: 'form'; inbox: Inbox | null } | { kind: 'test' | 'key'; inbox: Inbox };

export function InboxesPage() {
  const { data: inboxes } = useQuery({ ...inboxesQuery, refetchInterval: 5_000 });
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  useEffect(tellSignIn, []);
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
        <Table label={t('Inboxes')} rows={inboxes} keyOf={({ id }) => id} columns={columns(setOpen)} />
      )}
      {open.kind === 'form' ? <InboxDialog inbox={open.inbox} onClose={close} /> : null}
      {open.kind === 'key' ? <DomainKeyDialog inbox={open.inbox} onClose={close} /> : null}
      {open.kind === 'test' ? <InboxTestDialog inbox={open.inbox} onClose={close} /> : null}
    </>
  );
}

/** Back from the mail provider: told once, and gone from the address. */
function tellSignIn(): void {
  const here = new URL(window.location.href);
  const outcome = here.searchParams.get('signIn');
  if (outcome === null) return;
  showToast(signInWord(outcome));
  here.searchParams.delete('signIn');
  window.history.replaceState(window.history.state, '', here);
}

function columns(open: (what: Open) => void): Column<Inbox>[] {
  return [
    {
      id: 'name',
      label: t('Name'),
      cell: (inbox) => (
        <>
          <span className="block font-[550]">{inbox.name}</span>
          <span className="block text-meta text-ink-3">{inbox.addresses.join(', ')}</span>
          <Standing inbox={inbox} />
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
        <InboxActions
          inbox={inbox}
          onEdit={() => open({ kind: 'form', inbox })}
          onTest={() => open({ kind: 'test', inbox })}
          onKey={() => open({ kind: 'key', inbox })}
        />
      ),
    },
  ];
}

function State({ inbox }: { inbox: Inbox }) {
  const { connection, lastError } = inbox;
  if (!inbox.isActive) return <Chip>{connection === null ? t('off') : connectionWord('paused')}</Chip>;
  if (connection === null || lastError !== null) {
    return lastError === null ? <Chip tone="good">{t('on')}</Chip> : <Chip tone="danger">{t('in trouble')}</Chip>;
  }
  return <Chip tone={connection.state === 'connecting' ? 'plain' : 'good'}>{connectionWord(connection.state)}</Chip>;
}

/** In the server's words, with the time: since when, and when it last worked. */
function Standing({ inbox }: { inbox: Inbox }) {
  const { connection, lastError, lastErrorAt, signIn } = inbox;
  return (
    <>
      {lastError === null ? null : (
        <span className="block text-meta text-danger">
          {lastError} {lastErrorAt === null ? null : <Time at={lastErrorAt} />}
        </span>
      )}
      {connection?.lastSuccessAt == null ? null : (
        <span className="block text-meta text-ink-3">
          {t('Last looked into')} <Time at={connection.lastSuccessAt} />
        </span>
      )}
      {connection === null || connection.folders.length < 2 ? null : (
        <span className="block text-meta text-ink-3">
          {connection.folders.map(({ name, state }) => `${name}: ${connectionWord(state)}`).join(' · ')}
        </span>
      )}
      {signIn !== null && !signIn.isAllowed ? (
        <span className="block text-meta text-ink-2">{t('Waits until somebody signs in at the provider.')}</span>
      ) : null}
    </>
  );
}
