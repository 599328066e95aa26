import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Delivery } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button, buttonClasses } from '../../../ui/Button.tsx';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SendIcon } from '../../../ui/icons.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { RawDialog } from '../../app/RawDialog.tsx';
import { Time } from '../../app/Time.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { stateName } from '../../tickets/delivery-note.tsx';
import { deliveriesQuery, retryDelivery } from '../calls.ts';
import { HeldSending } from './held-sending.tsx';

type State = Delivery['state'];
const states: State[] = ['queued', 'sending', 'sent', 'delivered', 'read', 'bounced', 'failed', 'held', 'cancelled'];
const everything = 'all';

/** What left the desk, or waits in the local outbox, and what became of it. */
export function DeliveriesPage() {
  const [state, setState] = useState<State | undefined>(undefined);
  const [raw, setRaw] = useState<string | null>(null);
  const list = useInfiniteQuery(deliveriesQuery(state));
  const rows = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <>
      <PageHead
        title={t('Deliveries')}
        lead={t('Everything that leaves for customers, and how far it got.')}
        action={
          <SelectField
            className="w-44"
            label={t('State')}
            choices={[{ id: everything, label: t('all') }, ...states.map((id) => ({ id, label: stateName(id) }))]}
            value={state ?? everything}
            onChange={(id) => setState(id === everything ? undefined : (id as State))}
          />
        }
      />
      <HeldSending />
      {list.data?.pages[0]?.staysHere ? <StaysHere /> : null}
      {list.isPending ? <Skeleton lines={8} /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <EmptyState icon={<SendIcon aria-hidden />} title={t('Nothing was sent')}>
          {t('Replies show up here as soon as they leave.')}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <Table label={t('Deliveries')} rows={rows} keyOf={({ id }) => id} columns={columns(setRaw)} />
      ) : null}
      {list.hasNextPage ? (
        <Button className="mt-4" onPress={() => void list.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
      {raw === null ? null : <RawDialog url={`/api/deliveries/${raw}/raw`} onClose={() => setRaw(null)} />}
    </>
  );
}

/** A desk without a mail server looks as if it sent: nobody is to wait for an answer to what never left. */
function StaysHere() {
  return (
    <section aria-label={t('Local outbox')} className="mb-5 rounded-m border border-warn px-4 py-2.5">
      <span className="font-semibold">{t('Nothing leaves yet: no mail server is set.')}</span>{' '}
      <span className="text-ink-2">
        {t(
          'Messages are kept here, where “Source” shows them, and reach nobody. Set SMTP_URL, or a server of its own in each inbox.',
        )}
      </span>
    </section>
  );
}

function columns(onRaw: (id: string) => void): Column<Delivery>[] {
  return [
    {
      id: 'what',
      label: t('Message'),
      cell: (delivery) => (
        <>
          <span className="block font-[550]">{delivery.subject ?? t('No subject')}</span>
          <span className="block text-meta text-ink-3">{[...delivery.to, ...delivery.cc].join(', ')}</span>
          <span className="my-1 flex flex-wrap items-center gap-x-2 md:hidden">
            <State state={delivery.state} />
            <TicketLink number={delivery.ticketNumber} />
            <Time at={delivery.sentAt ?? delivery.createdAt} />
          </span>
          {delivery.error === null ? null : <span className="block text-meta text-danger">{delivery.error}</span>}
        </>
      ),
    },
    { id: 'state', label: t('State'), isSecondary: true, cell: ({ state }) => <State state={state} /> },
    {
      id: 'ticket',
      label: t('Ticket'),
      isSecondary: true,
      cell: (delivery) => <TicketLink number={delivery.ticketNumber} />,
    },
    {
      id: 'at',
      label: t('Time'),
      isSecondary: true,
      cell: ({ sentAt, createdAt }) => <Time at={sentAt ?? createdAt} />,
    },
    {
      id: 'actions',
      label: t('Actions'),
      isHiddenLabel: true,
      isEnd: true,
      cell: (delivery) => <DeliveryActions delivery={delivery} onRaw={onRaw} />,
    },
  ];
}

function State({ state }: { state: State }) {
  return <Chip tone={toneOf(state)}>{stateName(state)}</Chip>;
}

function TicketLink({ number }: { number: number | null }) {
  if (number === null) return null;
  return (
    <Link to="/tickets/$number" params={{ number: String(number) }} className="underline underline-offset-2">
      #{number}
    </Link>
  );
}

function DeliveryActions({ delivery, onRaw }: { delivery: Delivery; onRaw: (id: string) => void }) {
  const retry = useSaving({
    act: () => retryDelivery(delivery.id),
    stale: [keys.deliveries],
    done: t('It goes out again'),
  });
  const mayRetry = delivery.state === 'failed' || delivery.state === 'bounced' || delivery.state === 'held';
  return (
    <span className="inline-flex flex-wrap justify-end gap-1">
      {mayRetry ? (
        <Button onPress={() => retry.mutate(undefined)} isDisabled={retry.isPending}>
          {t('Send again')}
        </Button>
      ) : null}
      {delivery.externalId === null ? null : (
        <>
          <Button look="quiet" onPress={() => onRaw(delivery.id)}>
            {t('Source')}
          </Button>
          <a href={`/api/deliveries/${delivery.id}/raw`} download className={buttonClasses('quiet', 'max-md:hidden')}>
            {t('Download')}
          </a>
        </>
      )}
    </span>
  );
}

function toneOf(state: State): Tone {
  if (state === 'failed' || state === 'bounced') return 'danger';
  if (state === 'held') return 'warn';
  return state === 'sent' || state === 'delivered' || state === 'read' ? 'good' : 'plain';
}
