import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook } from '../../../contract/webhooks.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MoreIcon, PlusIcon, SendIcon } from '../../../ui/icons.ts';
import { Menu } from '../../../ui/Menu.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { Time } from '../../app/Time.tsx';
import { RemoveDialog } from '../remove-dialog.tsx';
import { removeWebhook, webhookKeys, webhooksQuery } from './webhook-calls.ts';
import { WebhookDeliveries } from './webhook-deliveries.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { SecretDialog } from './webhook-secret.tsx';
import { callState } from './webhook-words.tsx';

type Open =
  | { kind: 'none' }
  | { kind: 'form' | 'remove' | 'new-secret'; webhook: Webhook }
  | { kind: 'add' }
  | { kind: 'secret'; name: string; secret: string };

/** Other programs that rules tell of tickets, and what each was told. */
export function WebhooksPage() {
  const { data: webhooks } = useQuery(webhooksQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const [shown, setShown] = useState<string | null>(null);
  const chosen = webhooks?.find(({ id }) => id === shown);
  return (
    <>
      <PageHead
        title={t('Webhooks')}
        lead={t('Other programs that are told of tickets. A rule says when, by its action “Call webhook”.')}
        action={
          <Button look="primary" onPress={() => setOpen({ kind: 'add' })}>
            <PlusIcon aria-hidden className="size-4" />
            {t('New webhook')}
          </Button>
        }
      />
      {webhooks === undefined ? <Skeleton lines={4} /> : null}
      {webhooks?.length === 0 ? (
        <EmptyState icon={<SendIcon aria-hidden />} title={t('No webhook yet')}>
          {t('Add the address of a program that wants to know of tickets, then call it in a rule.')}
        </EmptyState>
      ) : null}
      {webhooks && webhooks.length > 0 ? (
        <Table label={t('Webhooks')} rows={webhooks} keyOf={({ id }) => id} columns={columns(setOpen, setShown)} />
      ) : null}
      {chosen ? <WebhookDeliveries webhook={chosen} /> : null}
      <Opened open={open} setOpen={setOpen} />
    </>
  );
}

function columns(setOpen: (open: Open) => void, show: (id: string) => void): Column<Webhook>[] {
  return [
    {
      id: 'name',
      label: t('Name'),
      cell: ({ name, url }) => (
        <>
          <span className="block font-[550]">{name}</span>
          <span className="block font-mono text-meta wrap-anywhere text-ink-3">{url}</span>
        </>
      ),
    },
    { id: 'state', label: t('State'), cell: (webhook) => <State webhook={webhook} /> },
    {
      id: 'last',
      label: t('Last call'),
      isSecondary: true,
      cell: ({ lastAt }) => (lastAt === null ? '–' : <Time at={lastAt} />),
    },
    {
      id: 'actions',
      label: t('Actions'),
      isHiddenLabel: true,
      isEnd: true,
      cell: (webhook) => (
        <span className="inline-flex items-center gap-1">
          <Button
            look="quiet"
            onPress={() => show(webhook.id)}
            aria-label={t('Calls of {name}', { name: webhook.name })}
          >
            {t('Calls')}
          </Button>
          <WebhookMenu webhook={webhook} setOpen={setOpen} />
        </span>
      ),
    },
  ];
}

function State({ webhook }: { webhook: Webhook }) {
  if (!webhook.isEnabled) return <Chip>{t('off')}</Chip>;
  if (webhook.lastState === null) return <Chip tone="info">{t('not called yet')}</Chip>;
  const { tone, word } = callState(webhook.lastState);
  return <Chip tone={tone}>{word}</Chip>;
}

function WebhookMenu({ webhook, setOpen }: { webhook: Webhook; setOpen: (open: Open) => void }) {
  const entry = (kind: 'form' | 'new-secret' | 'remove', label: string) => ({
    id: kind,
    label,
    onAction: () => setOpen({ kind, webhook }),
  });
  return (
    <Menu
      label={t('Actions for {name}', { name: webhook.name })}
      entries={[entry('form', t('Edit')), entry('new-secret', t('New secret')), entry('remove', t('Remove'))]}
    >
      <IconButton label={t('Actions for {name}', { name: webhook.name })}>
        <MoreIcon aria-hidden />
      </IconButton>
    </Menu>
  );
}

function Opened({ open, setOpen }: { open: Open; setOpen: (open: Open) => void }) {
  const close = () => setOpen({ kind: 'none' });
  const showSecret = (name: string, secret: string | null) =>
    secret === null ? close() : setOpen({ kind: 'secret', name, secret });
  switch (open.kind) {
    case 'add':
      return <WebhookDialog webhook={null} onClose={close} onSaved={showSecret} />;
    case 'form':
      return <WebhookDialog webhook={open.webhook} onClose={close} onSaved={showSecret} />;
    case 'new-secret':
      return <WebhookDialog webhook={open.webhook} isNewSecret onClose={close} onSaved={showSecret} />;
    case 'secret':
      return <SecretDialog {...open} onClose={close} />;
    case 'remove':
      return (
        <RemoveDialog
          name={open.webhook.name}
          act={() => removeWebhook(open.webhook.id)}
          stale={[webhookKeys.list, webhookKeys.deliveries]}
          onClose={close}
        >
          {t('Rules that call it will fail and say so. The list of its calls goes too.')}
        </RemoveDialog>
      );
    default:
      return null;
  }
}
