import { Suspense } from 'react';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { LockIcon } from '../../ui/icons.ts';
import { later } from '../app/later.ts';

const Copies = later(() => import('./copies.tsx').then((it) => it.Copies));

/** Who will read what is written here, always in sight. */
export function Recipients({ ticket, isNote }: { ticket: Ticket; isNote: boolean }) {
  if (isNote) {
    return (
      <p className="flex items-center gap-1.5 px-4 pt-2 text-meta font-semibold text-warn">
        <LockIcon aria-hidden className="size-3.25" />
        {t('Only your team sees this')}
      </p>
    );
  }
  const { name, email } = ticket.requester;
  return (
    <>
      <p className="truncate px-4 pt-2 text-meta text-ink-3">
        {t('To')} <span className="font-[550] text-ink-2">{name || email}</span>
        {name && email ? ` · ${email}` : ''}
        {ticket.answerTo === null ? null : (
          <span className="font-semibold text-warn">
            {' '}
            · {t('the answer goes to {address}', { address: ticket.answerTo })}
          </span>
        )}
        {ticket.inbox === null ? '' : ` · ${t('from {inbox}', { inbox: ticket.inbox.name })}`}
      </p>
      <Suspense>
        <Copies ticket={ticket} />
      </Suspense>
    </>
  );
}
