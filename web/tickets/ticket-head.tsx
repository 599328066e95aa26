import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ArrowLeftIcon, PanelIcon } from '../../ui/icons.ts';
import { KeyHint } from '../app/KeyHint.tsx';
import { later } from '../app/later.ts';
import { useMay } from '../app/me.ts';
import { statusesQuery } from './calls.ts';
import { DueChip } from './due-chip.tsx';
import { Neighbours } from './neighbours.tsx';
import { PriorityChip } from './priority-chip.tsx';
import { useTicketCommands } from './ticket-commands.ts';
import { useUpdateTicket } from './update-ticket.ts';
import { categoryTone, statusName } from './words.ts';

const FollowUp = later(() => import('./cases/follow-up.tsx').then((it) => it.FollowUp));
const CaseMenu = later(() => import('./cases/case-menu.tsx').then((it) => it.CaseMenu));

export function TicketHead({ ticket, onOpenPanel }: { ticket: Ticket; onOpenPanel: () => void }) {
  const { data: statuses } = useQuery(statusesQuery);
  const update = useUpdateTicket(ticket);
  const commands = useTicketCommands(ticket, update);
  const title = useFocusOnTelephones();
  const isDone = ticket.statusCategory === 'solved' || ticket.statusCategory === 'closed';
  return (
    <header className="shrink-0 border-b border-line px-4 py-3 md:px-6">
      <div className="flex items-center gap-2">
        <Link
          to="/tickets"
          search={true}
          aria-label={t('Back to the list')}
          className="-ml-1.5 grid size-7 shrink-0 place-items-center rounded-c text-ink-2 hover:bg-sunken md:hidden"
        >
          <ArrowLeftIcon aria-hidden className="size-4.5" />
        </Link>
        <h1
          ref={title}
          tabIndex={-1}
          className="min-w-0 text-[17px] leading-snug font-[640] text-balance outline-0 shadow-none! wrap-anywhere"
        >
          {ticket.subject} <span className="font-normal whitespace-nowrap text-ink-3">#{ticket.number}</span>
        </h1>
        <span className="flex-1" />
        <Neighbours number={ticket.number} />
        <IconButton label={t('Customer and ticket')} onPress={onOpenPanel} className="xl:hidden">
          <PanelIcon aria-hidden />
        </IconButton>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <Chip tone={categoryTone(ticket.statusCategory)}>{statusName(ticket.status, statuses)}</Chip>
        <PriorityChip priority={ticket.priority} />
        <DueChip at={ticket.nextDueAt} />
        {ticket.tier.of > 1 || ticket.tier.number > 1 ? (
          <Chip>{ticket.tier.name || t('Tier {tier}', { tier: ticket.tier.number })}</Chip>
        ) : null}
        <span className="ml-auto flex items-center gap-1.5">
          {ticket.can.update && !isDone ? (
            <>
              {commands.isMine ? null : (
                <Button look="quiet" onPress={commands.take}>
                  {t('Take it')}
                  <KeyHint of="take" />
                </Button>
              )}
              <Button onPress={commands.solve}>
                {t('Solve')}
                <KeyHint of="solve" />
              </Button>
            </>
          ) : null}
          {isDone ? <MayBeFollowedUp ticket={ticket} /> : null}
          {ticket.can.update ? (
            <Suspense>
              <CaseMenu ticket={ticket} />
            </Suspense>
          ) : null}
        </span>
      </div>
    </header>
  );
}

function MayBeFollowedUp({ ticket }: { ticket: Ticket }) {
  const mayOpen = useMay('tickets.create');
  if (!mayOpen || ticket.mergedInto !== null) return null;
  return (
    <Suspense>
      <FollowUp ticket={ticket} />
    </Suspense>
  );
}

/** Where the ticket takes the place of the list, reading goes on at its title. */
function useFocusOnTelephones() {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (window.matchMedia('(width < 760px)').matches) title.current?.focus({ preventScroll: true });
  }, []);
  return title;
}
