import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Suspense, useEffect, useRef } from 'react';
import type { ListedTicket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { later } from '../app/later.ts';
import { Trouble } from '../app/Trouble.tsx';
import { ticketsQuery } from './calls.ts';
import { useCurrentView, useIsTable, useListSearch, viewKey } from './current-view.ts';
import { useListCommands } from './list-commands.ts';
import { ListHead } from './list-head.tsx';
import { NothingHere } from './nothing-here.tsx';
import { TicketRowLink } from './ticket-row.tsx';
import { nameIn } from './words.ts';

const RowTick = later(() => import('../bulk/row-tick.tsx').then((it) => it.RowTick));
const RowOnlookers = later(() => import('../onlookers/row-onlookers.tsx').then((it) => it.RowOnlookers));
const TicketTable = later(() => import('../views/ticket-table.tsx').then((it) => it.TicketTable));
const BulkTools = later(() => import('../bulk/bulk-tools.tsx').then((it) => it.BulkTools));

/** The tickets of one view: pages by keyset as far as somebody scrolls, only what is visible in the page. */
export function TicketList({ className, isPage }: { className: string; isPage: boolean }) {
  const view = useCurrentView();
  const search = useListSearch();
  const list = useInfiniteQuery({
    ...ticketsQuery(search ?? {}),
    enabled: search !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <section
      aria-label={view ? nameIn(view.name) : t('Tickets')}
      aria-busy={list.isPending || list.isPlaceholderData}
      className={classes('flex min-h-0 min-w-0 flex-col', className)}
    >
      <ListHead isPage={isPage} />
      <ListBody list={list} name={JSON.stringify(search)} />
    </section>
  );
}

type List = UseInfiniteQueryResult<InfiniteData<{ tickets: ListedTicket[] }>>;

/** Until the tickets of another view are here, those of the one before stay. */
function ListBody({ list, name }: { list: List; name: string }) {
  const view = useCurrentView();
  const rows = list.data?.pages.flatMap((page) => page.tickets) ?? [];
  if (list.isPending) return <Skeleton lines={12} />;
  if (list.isError && rows.length === 0) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  return (
    <>
      {rows.length === 0 ? (
        <NothingHere />
      ) : (
        <Shown
          key={list.isPlaceholderData ? 'before' : name}
          rows={rows}
          hasMore={list.hasNextPage}
          onEnd={() => !list.isFetchingNextPage && void list.fetchNextPage()}
        />
      )}
      <Suspense>
        <BulkTools rows={rows} view={view} />
      </Suspense>
    </>
  );
}

type Pages = { rows: ListedTicket[]; hasMore: boolean; onEnd: () => void };

function Shown(props: Pages) {
  const view = useCurrentView();
  const isTable = useIsTable();
  if (!isTable || view === undefined) return <Rows {...props} />;
  return (
    <Suspense fallback={<Skeleton lines={12} />}>
      <TicketTable view={view} {...props} />
    </Suspense>
  );
}

function Rows({ rows, hasMore, onEnd }: Pages) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 92,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 10) onEnd();
  });
  const view = useCurrentView();
  const numbers = rows.map(({ number }) => number);
  useListCommands(rows, (index) => virtual.scrollToIndex(index));
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={item.index + 1}
              className="group/item absolute inset-x-0 top-0 has-checked:bg-accent-wash"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TicketRowLink row={row} />
              <Suspense>
                {view ? <RowTick row={row} view={viewKey(view)} shown={numbers} /> : null}
                <RowOnlookers number={row.number} />
              </Suspense>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
