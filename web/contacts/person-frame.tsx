import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TicketRow } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import { classes } from '../../ui/classes.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Time } from '../app/Time.tsx';
import { statusesQuery } from '../tickets/calls.ts';
import { categoryTone, requesterName, statusName } from '../tickets/words.ts';
import { ticketsOfQuery, type Whose } from './people-calls.ts';

/** A page about a person or company: what is known of them at the left, their tickets at the right. */
export function PersonFrame({ known, whose }: { known: ReactNode; whose: Whose }) {
  return (
    <main className="min-h-0 min-w-0 overflow-auto bg-sheet">
      <div className="mx-auto grid max-w-[1080px] gap-x-10 gap-y-8 px-4 py-6 md:px-8 lg:grid-cols-[minmax(0,340px)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">{known}</div>
        <TicketsOf whose={whose} />
      </div>
    </main>
  );
}

function TicketsOf({ whose }: { whose: Whose }) {
  const { data } = useQuery(ticketsOfQuery(whose));
  if (data === undefined) return <Skeleton lines={6} />;
  const open = data.tickets.filter(({ statusCategory }) => !['solved', 'closed'].includes(statusCategory)).length;
  const more = data.next === null ? '' : '+';
  return (
    <section aria-labelledby="their-tickets" className="min-w-0">
      <h2 id="their-tickets" className="mb-1 text-title">
        {t('Tickets')}
      </h2>
      <p className="mb-3 text-meta text-ink-3">
        {t('{open} open, {all} in all', { open: `${open}${more}`, all: `${data.tickets.length}${more}` })}
      </p>
      {data.tickets.length === 0 ? <p className="text-ink-3">{t('None yet')}</p> : null}
      <ul className="border-t border-line empty:hidden">
        {data.tickets.map((ticket) => (
          <Row key={ticket.number} ticket={ticket} withName={'organization' in whose} />
        ))}
      </ul>
    </section>
  );
}

function Row({ ticket, withName }: { ticket: TicketRow; withName: boolean }) {
  const { data: statuses } = useQuery(statusesQuery);
  return (
    <li className="border-b border-line">
      <Link
        to="/tickets/$number"
        params={{ number: String(ticket.number) }}
        className="ring-inset-focus flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 px-1 py-2 hover:bg-sunken"
      >
        <span className={classes('min-w-0 flex-1 basis-48 truncate', withName && 'max-sm:basis-full')}>
          {ticket.subject} <span className="text-ink-3">#{ticket.number}</span>
        </span>
        {withName ? <span className="max-w-40 truncate text-ink-3">{requesterName(ticket)}</span> : null}
        <Chip tone={categoryTone(ticket.statusCategory)}>{statusName(ticket.status, statuses)}</Chip>
        <Time at={ticket.lastMessageAt} />
      </Link>
    </li>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{title}</h3>
      {children}
    </section>
  );
}
