import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import type { Contact } from '../../contract/contacts.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { StarIcon } from '../../ui/icons.ts';
import { later } from '../app/later.ts';
import { requesterName } from '../tickets/words.ts';
import { contactQuery } from './calls.ts';

const CustomerDetails = later(() => import('./customer-details.tsx').then((it) => it.CustomerDetails));

/** Who asks: where they work, how to reach them, what they asked before. The ticket's own fields stand in between. */
export function CustomerPanel({ ticket, children }: { ticket: Ticket; children: ReactNode }) {
  const { data: contact } = useQuery(contactQuery(ticket.requester.id));
  return (
    <>
      <div className="flex items-center gap-2.5">
        <Avatar size="l" name={requesterName(ticket)} isAccent />
        <div className="min-w-0">
          <h2 className="truncate text-[13.5px]">
            <Link to="/contacts/$contactId" params={{ contactId: ticket.requester.id }} className="hover:text-accent">
              {requesterName(ticket)}
            </Link>
          </h2>
          <p className="text-ink-3">
            {ticket.organization?.isVip ? (
              <StarIcon
                role="img"
                aria-label="VIP"
                className="mr-1 inline size-3 fill-current align-[-1px] text-warn"
              />
            ) : null}
            {ticket.organization === null ? null : (
              <Link
                to="/organizations/$organizationId"
                params={{ organizationId: ticket.organization.id }}
                className="hover:text-accent"
              >
                {ticket.organization.name}
              </Link>
            )}
            {ticket.organization !== null && contact?.timeZone ? ' · ' : ''}
            {localTime(contact)}
          </p>
        </div>
      </div>
      {children}
      <Suspense>
        <CustomerDetails ticket={ticket} />
      </Suspense>
    </>
  );
}

function localTime(contact: Contact | undefined): string | null {
  if (!contact?.timeZone) return null;
  const options = { hour: '2-digit', minute: '2-digit', timeZone: contact.timeZone } as const;
  return t('{time} there', { time: new Date().toLocaleTimeString(currentLanguage(), options) });
}
