import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AccountItems } from '../../contract/account.ts';
import type { AccountKind } from '../../domain/account.ts';
import { t } from '../../locales/translate.ts';
import { sentenceFor } from '../app/sentences.ts';
import { Time } from '../app/Time.tsx';
import { accountItemsQuery } from './account-calls.ts';
import { accountWords, toDo } from './account-words.ts';

type Item = AccountItems[number];

/** The tickets and mails of one line, the longest waiting first. */
export function AccountItemsOf(props: { day: string | undefined; kind: AccountKind; isChosen: boolean }) {
  const { day, kind, isChosen } = props;
  const { data: items, error } = useQuery(accountItemsQuery(day, kind));
  const section = useRef<HTMLElement>(null);
  const isHere = items !== undefined;
  useEffect(() => {
    if (isChosen && isHere) section.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen, isHere]);
  const { name } = accountWords(kind);
  return (
    <section ref={section} aria-label={name}>
      <h2 className="flex items-baseline gap-3 pb-1 text-title font-semibold">
        <span className="flex-1">{name}</span>
        <span className="text-meta font-normal text-ink-3">
          {toDo.includes(kind) ? t('longest waiting first') : t('oldest first')}
        </span>
      </h2>
      {items?.length === 0 ? <p className="border-t border-line py-2 text-ink-3">{t('Nothing here.')}</p> : null}
      {error === null ? null : (
        <p role="alert" className="py-2 text-danger">
          {sentenceFor(error)}
        </p>
      )}
      <ul className="divide-y divide-line border-line not-empty:border-t">
        {(items ?? []).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one ticket can stand here for several mails
          <li key={index} className="flex items-baseline gap-3 py-2">
            {item.ticket === null ? <MailOf item={item} /> : <TicketOf ticket={item.ticket} />}
            <Time at={item.since} />
          </li>
        ))}
      </ul>
      {items?.length === most ? (
        <p className="py-2 text-ink-3">{t('Only the first {count} are listed.', { count: most })}</p>
      ) : null}
    </section>
  );
}

/** As many as the desk names at once. */
const most = 200;

function TicketOf({ ticket: { number, subject, requester } }: { ticket: NonNullable<Item['ticket']> }) {
  return (
    <Link to="/tickets/$number" params={{ number: String(number) }} className="group min-w-0 flex-1">
      <span className="block truncate group-hover:text-accent">
        <span className="text-ink-3 tabular-nums">#{number}</span> {subject}
      </span>
      <span className="block truncate text-meta text-ink-3">{requester}</span>
    </Link>
  );
}

/** In no ticket: what is parked waits for a decision on its own page, of the rest there is the mail as it came. */
function MailOf({ item: { kind, mail } }: { item: Item }) {
  if (mail === null) return null;
  const words = (
    <>
      <span className="block truncate group-hover:text-accent">{mail.subject || t('A mail')}</span>
      <span className="block truncate text-meta text-ink-3">{mail.from || t('from a mail server')}</span>
    </>
  );
  const look = 'group min-w-0 flex-1';
  if (kind === 'parked') {
    return (
      <Link to="/admin/parked" className={look}>
        {words}
      </Link>
    );
  }
  return (
    <a href={`/api/inbound/${mail.id}/raw`} download className={look}>
      {words}
    </a>
  );
}
