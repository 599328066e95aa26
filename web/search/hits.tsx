import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { SearchHit, searchReply } from '../../contract/search.ts';
import { t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Time } from '../app/Time.tsx';
import { statusesQuery } from '../tickets/calls.ts';
import { categoryTone, requesterName, statusName } from '../tickets/words.ts';

type Reply = z.infer<typeof searchReply>;

export function Hit({ hit }: { hit: SearchHit }) {
  const { data: statuses } = useQuery(statusesQuery);
  const { ticket } = hit;
  return (
    <li className="border-b border-line">
      <Link
        to="/tickets/$number"
        params={{ number: String(ticket.number) }}
        className="ring-inset-focus grid grid-cols-[26px_minmax(0,1fr)] gap-2.5 px-1 py-3 hover:bg-sunken"
      >
        <Avatar name={requesterName(ticket)} />
        <span className="min-w-0">
          <span className="flex items-center gap-2">
            <span className="min-w-0 truncate font-[640]">{ticket.subject}</span>
            <span className="shrink-0 text-ink-3">#{ticket.number}</span>
            <Time at={ticket.lastMessageAt} className="ml-auto" />
          </span>
          <span className="mt-0.5 block truncate text-ink-2">
            {[requesterName(ticket), ticket.organization?.name].filter(Boolean).join(' · ')}
          </span>
          <span className="mt-0.5 line-clamp-2 block text-[12.5px] text-ink-3 wrap-anywhere">
            {hit.isResolution ? (
              <span className="mr-1 font-[550] text-good">{t('Found in the resolution')}</span>
            ) : null}
            {hit.isField ? <span className="mr-1 font-[550] text-ink-2">{t('Found in its fields')}</span> : null}
            <Marked text={hit.excerpt} />
          </span>
          <span className="mt-1.5 block">
            <Chip tone={categoryTone(ticket.statusCategory)}>{statusName(ticket.status, statuses)}</Chip>
          </span>
        </span>
      </Link>
    </li>
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the desk marks found words with them, nobody can type them
const marks = /\u0002([^\u0003]*)\u0003/g;

/** Found words between the desk's marks, shown as marks. */
function Marked({ text }: { text: string }) {
  return text.split(marks).map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
      <mark key={at} className="rounded-[3px] bg-accent-wash px-0.5 font-[550] text-ink">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}

export function People({ contacts, organizations }: Pick<Reply, 'contacts' | 'organizations'>) {
  if (contacts.length === 0 && organizations.length === 0) return null;
  return (
    <ul aria-label={t('Customers and organizations found')} className="mt-4 flex flex-wrap gap-2">
      {contacts.map((contact) => (
        <Person key={contact.id} name={contact.name || (contact.email ?? '')} to={`/contacts/${contact.id}`} />
      ))}
      {organizations.map((organization) => (
        <Person key={organization.id} name={organization.name} to={`/organizations/${organization.id}`} />
      ))}
    </ul>
  );
}

function Person({ name, to }: { name: string; to: string }) {
  return (
    <li>
      <Link
        to={to}
        className="inline-flex h-8 items-center gap-2 rounded-full border border-line pr-3 pl-1 hover:border-edge"
      >
        <Avatar name={name} />
        {name}
      </Link>
    </li>
  );
}
