import { Outlet, useMatchRoute } from '@tanstack/react-router';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { InboxIcon } from '../../ui/icons.ts';
import { useIsTable, useLandingView } from './current-view.ts';
import { TicketList } from './ticket-list.tsx';
import { ViewsNav } from './views-nav.tsx';

/** Views, list, ticket. Below 1200 px the views fold into the list's head; on a telephone one pane is shown at a time. */
export function InboxPage() {
  useLandingView();
  const isTicketOpen = useMatchRoute()({ to: '/tickets/$number' }) !== false;
  const isTable = useIsTable();
  return (
    <div className="grid min-h-0 min-w-0 grid-cols-1 lg:grid-cols-[228px_minmax(0,1fr)]">
      <ViewsNav className="border-r border-line max-lg:hidden" />
      <main
        className={classes(
          'grid min-h-0 min-w-0',
          isTable
            ? 'grid-cols-1'
            : 'grid-cols-[300px_minmax(0,1fr)] max-md:grid-cols-1 lg:grid-cols-[320px_minmax(0,1fr)] xl:grid-cols-[348px_minmax(0,1fr)]',
        )}
      >
        <TicketList
          isPage={!isTicketOpen}
          className={classes(!isTable && 'border-r border-line max-md:border-r-0', isTicketOpen && 'max-md:hidden')}
        />
        {isTable ? null : (
          <div className={classes('min-h-0 min-w-0 bg-sheet', !isTicketOpen && 'max-md:hidden')}>
            <Outlet />
          </div>
        )}
      </main>
    </div>
  );
}

export function NoTicket() {
  return (
    <div className="grid h-full place-items-center">
      <EmptyState icon={<InboxIcon aria-hidden />} title={t('No ticket is open')}>
        {t('Choose one from the list, or press J for the next.')}
      </EmptyState>
    </div>
  );
}
