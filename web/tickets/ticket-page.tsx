import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import type { Message } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { later } from '../app/later.ts';
import { Trouble } from '../app/Trouble.tsx';
import { ticketQuery } from './calls.ts';
import { Composer } from './composer.tsx';
import { SidePanel } from './side-panel.tsx';
import { Thread } from './thread.tsx';
import { TicketHead } from './ticket-head.tsx';

const CaseNotices = later(() => import('./cases/case-notices.tsx').then((it) => it.CaseNotices));
const OnlookersLine = later(() => import('../onlookers/onlookers-line.tsx').then((it) => it.OnlookersLine));
const DraftSync = later(() => import('./draft-sync.tsx').then((it) => it.DraftSync));
const Belonging = later(() => import('./belonging.tsx').then((it) => it.Belonging));

/** One ticket: its head, what was said, where to answer, and at its side who asks and what is set. */
export function TicketPage() {
  const number = Number((useParams({ strict: false }) as { number?: string }).number);
  const { data, error, refetch } = useQuery(ticketQuery(number));
  useEffect(() => {
    if (data) document.title = `#${data.ticket.number} ${data.ticket.subject} · Atende`;
  }, [data]);
  if (error !== null && data === undefined) {
    return (
      <div className="h-full overflow-auto">
        <Trouble isPage error={error} reset={() => void refetch()} />
      </div>
    );
  }
  if (data === undefined) {
    return (
      <section aria-busy aria-label={t('Ticket')} className="h-full">
        <Skeleton lines={6} />
      </section>
    );
  }
  return <TicketPanes key={data.ticket.id} ticket={data.ticket} messages={data.messages ?? []} />;
}

function TicketPanes({ ticket, messages }: { ticket: Ticket; messages: Message[] }) {
  const [isPanelOpen, setPanelOpen] = useState(false);
  return (
    <div className="grid h-full min-h-0 xl:grid-cols-[minmax(0,1fr)_272px]">
      <article aria-label={t('Ticket #{number}', { number: ticket.number })} className="flex min-h-0 min-w-0 flex-col">
        <TicketHead ticket={ticket} onOpenPanel={() => setPanelOpen(true)} />
        {hasNotices(ticket) ? (
          <Suspense>
            <CaseNotices ticket={ticket} />
          </Suspense>
        ) : null}
        {ticket.links.length > 0 ? (
          <Suspense>
            <Belonging ticket={ticket} />
          </Suspense>
        ) : null}
        <Thread ticket={ticket} messages={messages} />
        <Suspense>
          <OnlookersLine number={ticket.number} />
          <DraftSync ticket={ticket} />
        </Suspense>
        <Composer ticket={ticket} messages={messages} />
      </article>
      <section
        aria-label={t('Customer and ticket')}
        className="min-h-0 overflow-auto border-l border-line bg-canvas max-xl:hidden"
      >
        <SidePanel ticket={ticket} />
      </section>
      <Drawer
        side="right"
        title={t('Customer and ticket')}
        closeLabel={t('Close')}
        isOpen={isPanelOpen}
        onOpenChange={setPanelOpen}
      >
        <div className="min-h-0 flex-1 overflow-auto">
          <SidePanel ticket={ticket} />
        </div>
      </Drawer>
    </div>
  );
}

function hasNotices({ merge, snoozedUntil, wokenFrom, escalation, links }: Ticket): boolean {
  const isTied = links.some(({ kind }) => kind === 'incident_of' || kind === 'problem_of');
  return isTied || [merge, snoozedUntil, wokenFrom, escalation].some((one) => one !== null);
}
