import { useInfiniteQuery } from '@tanstack/react-query';
import type { Suppression } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { CheckIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { Time } from '../../app/Time.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { liftSuppression, suppressionsQuery } from '../calls.ts';

/** Addresses nothing is sent to because mail to them came back, until somebody who knows better says so. */
export function SuppressionsPage() {
  const list = useInfiniteQuery(suppressionsQuery);
  const rows = list.data?.pages.flatMap((page) => page.suppressions) ?? [];
  return (
    <>
      <PageHead
        title={t('Held-back addresses')}
        lead={t('Mail to these addresses came back, so nothing more is sent to them.')}
      />
      {list.isPending ? <Skeleton lines={6} /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <EmptyState icon={<CheckIcon aria-hidden />} title={t('No address is held back')}>
          {t('When mail to an address comes back for good, it shows up here.')}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <Table label={t('Held-back addresses')} rows={rows} keyOf={({ address }) => address} columns={columns} />
      ) : null}
      {list.hasNextPage ? (
        <Button className="mt-4" onPress={() => void list.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </>
  );
}

const columns: Column<Suppression>[] = [
  {
    id: 'address',
    get label() {
      return t('Address');
    },
    cell: ({ address, reason }) => (
      <>
        <span className="block font-[550] wrap-anywhere">{address}</span>
        <span className="block text-meta text-ink-3 wrap-anywhere">{reason}</span>
      </>
    ),
  },
  {
    id: 'since',
    get label() {
      return t('Since');
    },
    isSecondary: true,
    cell: ({ since }) => <Time at={since} />,
  },
  {
    id: 'actions',
    get label() {
      return t('Actions');
    },
    isHiddenLabel: true,
    isEnd: true,
    cell: (suppression) => <Lift address={suppression.address} />,
  },
];

function Lift({ address }: { address: string }) {
  const lift = useSaving({
    act: () => liftSuppression(address),
    stale: [keys.suppressions],
    done: t('The desk writes to {address} again', { address }),
  });
  return (
    <Button
      aria-label={t('Write again to {address}', { address })}
      isDisabled={lift.isPending}
      onPress={() => lift.mutate(undefined)}
    >
      {t('Write again')}
    </Button>
  );
}
