import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Contact } from '../../contract/contacts.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import { useMay } from '../app/me.ts';
import { Time } from '../app/Time.tsx';
import { statusesQuery } from '../tickets/calls.ts';
import { statusName } from '../tickets/words.ts';
import { contactQuery } from './calls.ts';
import { HolderFields } from './holder-fields.tsx';
import { Identities } from './identities.tsx';
import { organizationQuery } from './people-calls.ts';
import { SamePerson } from './same-person.tsx';

/** How to reach who asks, what the desk knows of them and their company, and what they asked before. */
export function CustomerDetails({ ticket }: { ticket: Ticket }) {
  const { data: contact } = useQuery(contactQuery(ticket.requester.id));
  if (contact === undefined) return null;
  return (
    <>
      <Part title={t('Contact')}>
        <Identities contact={contact} />
      </Part>
      <SamePerson contact={contact} />
      <HolderFields holder="contact" id={contact.id} values={contact.fields} title={t('Fields of the contact')} />
      <OrganizationFields id={ticket.organization?.id} />
      {contact.notes === '' ? null : (
        <Part title={t('About this customer')}>
          <p className="text-ink-2 whitespace-pre-wrap wrap-anywhere">{contact.notes}</p>
        </Part>
      )}
      <PreviousTickets contact={contact} current={ticket.number} />
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

function OrganizationFields({ id }: { id: string | undefined }) {
  const mayRead = useMay('contacts.read');
  const { data } = useQuery({ ...organizationQuery(id ?? ''), enabled: id !== undefined && mayRead });
  if (data === undefined) return null;
  return (
    <HolderFields holder="organization" id={data.id} values={data.fields} title={t('Fields of the organization')} />
  );
}

function PreviousTickets({ contact, current }: { contact: Contact; current: number }) {
  const { data: statuses } = useQuery(statusesQuery);
  const others = (contact.tickets ?? []).filter(({ number }) => number !== current).slice(0, 5);
  return (
    <Part title={t('Other tickets')}>
      {others.length === 0 ? <p className="text-ink-3">{t('None yet')}</p> : null}
      <ul>
        {others.map((other) => (
          <li key={other.number}>
            <Link
              to="/tickets/$number"
              params={{ number: String(other.number) }}
              search={true}
              className="flex min-h-7 items-center gap-2 rounded-c py-1 text-ink-2 hover:text-ink"
            >
              <span className="min-w-0 flex-1 truncate">{other.subject}</span>
              <Chip>{statusName(other.status, statuses)}</Chip>
              <Time at={other.createdAt} />
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
