import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Contact } from '../../contract/contacts.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { ShieldCheckIcon, StarIcon } from '../../ui/icons.ts';
import { Time } from '../app/Time.tsx';
import { requesterName } from '../tickets/words.ts';
import { contactQuery } from './calls.ts';

/** Who asks: where they work, how to reach them, what they asked before. The ticket's own fields stand in between. */
export function CustomerPanel({ ticket, children }: { ticket: Ticket; children: ReactNode }) {
  const { data: contact } = useQuery(contactQuery(ticket.requester.id));
  return (
    <>
      <div className="flex items-center gap-2.5">
        <Avatar size="l" name={requesterName(ticket)} isAccent />
        <div className="min-w-0">
          <h2 className="truncate text-[13.5px]">{requesterName(ticket)}</h2>
          <p className="text-ink-3">
            {ticket.organization?.isVip ? (
              <StarIcon
                role="img"
                aria-label="VIP"
                className="mr-1 inline size-3 fill-current align-[-1px] text-warn"
              />
            ) : null}
            {[ticket.organization?.name, localTime(contact)].filter(Boolean).join(' · ')}
          </p>
        </div>
      </div>
      {children}
      {contact === undefined ? null : (
        <>
          <Identities contact={contact} />
          {contact.notes === '' ? null : <Notes notes={contact.notes} />}
          <PreviousTickets contact={contact} current={ticket.number} />
        </>
      )}
    </>
  );
}

function localTime(contact: Contact | undefined): string | null {
  if (!contact?.timeZone) return null;
  const options = { hour: '2-digit', minute: '2-digit', timeZone: contact.timeZone } as const;
  return t('{time} there', { time: new Date().toLocaleTimeString(currentLanguage(), options) });
}

function Identities({ contact }: { contact: Contact }) {
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{t('Contact')}</h3>
      <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-y-1.5">
        {contact.identities.map(({ kind, value, isVerified }) => (
          <div key={`${kind}-${value}`} className="contents">
            <dt className="text-ink-3">{identityName(kind)}</dt>
            <dd className="wrap-anywhere">
              {value}{' '}
              {isVerified ? (
                <ShieldCheckIcon role="img" aria-label={t('verified')} className="inline size-3.25 text-good" />
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Notes({ notes }: { notes: string }) {
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{t('About this customer')}</h3>
      <p className="text-ink-2 whitespace-pre-wrap wrap-anywhere">{notes}</p>
    </section>
  );
}

function PreviousTickets({ contact, current }: { contact: Contact; current: number }) {
  const others = (contact.tickets ?? []).filter(({ number }) => number !== current).slice(0, 5);
  return (
    <section>
      <h3 className="mb-1 text-meta text-ink-3">{t('Other tickets')}</h3>
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
              <Time at={other.createdAt} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function identityName(kind: Contact['identities'][number]['kind']): string {
  switch (kind) {
    case 'email':
      return t('E-mail');
    case 'phone':
      return t('Telephone');
    case 'whatsapp':
      return 'WhatsApp';
    case 'external':
      return t('Other id');
  }
}
