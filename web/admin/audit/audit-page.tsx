import { useInfiniteQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { auditEntry } from '../../../contract/agents.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { Time } from '../../app/Time.tsx';
import { auditQuery } from '../calls.ts';
import { actionName, entryInWords } from './audit-words.ts';

type Entry = z.infer<typeof auditEntry>;

export function AuditPage() {
  const list = useInfiniteQuery(auditQuery);
  const rows = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <PageHead title={t('Audit')} lead={t('Who signed in, who changed what was set, and when.')} />
      {list.isPending ? (
        <Skeleton lines={8} />
      ) : (
        <Table label={t('Audit')} rows={rows} keyOf={({ id }) => id} columns={columns()} />
      )}
      {list.hasNextPage ? (
        <Button className="mt-4" onPress={() => void list.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </>
  );
}

function columns(): Column<Entry>[] {
  return [
    { id: 'at', label: t('Time'), cell: ({ at }) => <Time at={at} /> },
    {
      id: 'actor',
      label: t('Who'),
      cell: ({ actor }) => (actor === null || actor === 'system' ? t('The desk') : actor),
    },
    {
      id: 'action',
      label: t('What'),
      cell: (entry) => (
        <>
          {actionName(entry.action)}
          <span className="block text-meta text-ink-3 wrap-anywhere md:hidden">{entryInWords(entry)}</span>
        </>
      ),
    },
    {
      id: 'details',
      label: t('Details'),
      isSecondary: true,
      cell: (entry) => <span className="text-meta text-ink-3">{entryInWords(entry)}</span>,
    },
  ];
}
