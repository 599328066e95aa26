import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Webhook, WebhookDelivery } from '../../../contract/webhooks.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { Time } from '../../app/Time.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { retryWebhookDelivery, testWebhook, webhookDeliveriesQuery, webhookKeys } from './webhook-calls.ts';
import { answerInWords, callState } from './webhook-words.tsx';

/** What one webhook was told, newest first, and a button that tells it something at once. */
export function WebhookDeliveries({ webhook }: { webhook: Webhook }) {
  const list = useInfiniteQuery(webhookDeliveriesQuery(webhook.id));
  const rows = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const test = useSaving({
    act: () => testWebhook(webhook.id),
    stale: [webhookKeys.deliveries, webhookKeys.list],
    done: t('A test is on its way'),
  });
  const title = t('Calls of {name}', { name: webhook.name });
  return (
    <section aria-label={title} className="mt-10">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 className="flex-1 text-title font-semibold">{title}</h2>
        <Button isDisabled={!webhook.isEnabled || test.isPending} onPress={() => test.mutate(undefined)}>
          {t('Send a test')}
        </Button>
      </div>
      {list.isPending ? <Skeleton lines={4} /> : null}
      {list.isSuccess && rows.length === 0 ? <p className="text-ink-2">{t('It was not called yet.')}</p> : null}
      {rows.length > 0 ? <Table label={title} rows={rows} keyOf={({ id }) => id} columns={columns()} /> : null}
      {list.hasNextPage ? (
        <Button className="mt-4" onPress={() => void list.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </section>
  );
}

function columns(): Column<WebhookDelivery>[] {
  return [
    {
      id: 'what',
      label: t('Told of'),
      cell: (delivery) => (
        <>
          <About number={delivery.ticketNumber} />
          <span className="block text-meta wrap-anywhere text-ink-3">{answerInWords(delivery)}</span>
          <details className="text-meta">
            <summary className="cursor-pointer text-ink-2">{t('What was sent')}</summary>
            <pre className="max-h-60 overflow-auto whitespace-pre-wrap wrap-anywhere">{pretty(delivery.body)}</pre>
          </details>
        </>
      ),
    },
    { id: 'state', label: t('State'), cell: (delivery) => <State delivery={delivery} /> },
    { id: 'at', label: t('Time'), isSecondary: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      id: 'actions',
      label: t('Actions'),
      isHiddenLabel: true,
      isEnd: true,
      cell: (delivery) => <Again delivery={delivery} />,
    },
  ];
}

function About({ number }: { number: number | null }) {
  if (number === null) return <span className="block font-[550]">{t('A test')}</span>;
  return (
    <Link to="/tickets/$number" params={{ number: String(number) }} className="underline underline-offset-2">
      #{number}
    </Link>
  );
}

function State({ delivery }: { delivery: WebhookDelivery }) {
  const { tone, word } = callState(delivery.state);
  return (
    <>
      <Chip tone={tone}>{word}</Chip>
      {delivery.state === 'queued' && delivery.attempts > 0 && delivery.nextAttemptAt !== null ? (
        <span className="block text-meta text-ink-3">
          {t('next attempt')} <Time at={delivery.nextAttemptAt} />
        </span>
      ) : null}
    </>
  );
}

function Again({ delivery }: { delivery: WebhookDelivery }) {
  const retry = useSaving({
    act: () => retryWebhookDelivery(delivery.id),
    stale: [webhookKeys.deliveries],
    done: t('It goes out again'),
  });
  if (delivery.state === 'delivered') return null;
  return (
    <Button onPress={() => retry.mutate(undefined)} isDisabled={retry.isPending}>
      {t('Send again')}
    </Button>
  );
}

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
