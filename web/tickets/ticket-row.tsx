import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { memo } from 'react';
import type { TicketRow } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { classes } from '../../ui/classes.ts';
import { PersonIcon, StarIcon } from '../../ui/icons.ts';
import { Time } from '../app/Time.tsx';
import { useOthers } from '../onlookers/others.ts';
import { statusesQuery } from './calls.ts';
import { ChannelIcon } from './channel-icon.tsx';
import { DueChip } from './due-chip.tsx';
import { rowLinkId } from './list-commands.ts';
import { PriorityChip } from './priority-chip.tsx';
import { categoryTone, requesterName, statusName } from './words.ts';

export const TicketRowLink = memo(function TicketRowLink({ row }: { row: TicketRow }) {
  const params = useParams({ strict: false }) as { number?: string };
  const isCurrent = Number(params.number) === row.number;
  const strong = row.awaitsReply ? 'font-[640]' : 'font-medium';
  return (
    <Link
      id={rowLinkId(row.number)}
      to="/tickets/$number"
      params={{ number: String(row.number) }}
      search={true}
      aria-current={isCurrent ? 'true' : undefined}
      activeProps={{}}
      className={classes(
        'group/row ring-inset-focus grid grid-cols-[26px_minmax(0,1fr)] gap-2.5 border-b border-line px-3.5 py-2.5',
        isCurrent ? 'bg-accent-wash shadow-[inset_3px_0_var(--accent)]' : 'hover:bg-sunken',
      )}
    >
      <Avatar name={requesterName(row)} isAccent={isCurrent} className="group-hover/row:bg-sheet" />
      <span className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          {row.awaitsReply ? <Unanswered /> : null}
          <ChannelIcon channel={row.channel} />
          <span className={classes('shrink-0 max-w-[65%] truncate', strong)}>{requesterName(row)}</span>
          <Organization row={row} />
          <Time at={row.lastMessageAt} className="ml-auto pl-1" />
        </span>
        <span className={classes('mt-0.5 block truncate', row.awaitsReply && 'font-[640]')}>{row.subject}</span>
        <span className="block truncate text-[12.5px] text-ink-3">{row.preview || ' '}</span>
        <RowChips row={row} />
      </span>
    </Link>
  );
});

function Unanswered() {
  return (
    <span className="size-2 shrink-0 rounded-full bg-accent">
      <span className="sr-only">{t('awaits your answer')}</span>
    </span>
  );
}

function Organization({ row }: { row: TicketRow }) {
  if (row.organization === null) return null;
  return (
    <span className="flex min-w-0 items-center gap-1 text-ink-3">
      {row.organization.isVip ? (
        <StarIcon role="img" aria-label="VIP" className="size-3 shrink-0 fill-current text-warn" />
      ) : null}
      <span className="truncate">{row.organization.name}</span>
    </span>
  );
}

function RowChips({ row }: { row: TicketRow }) {
  const { data: statuses } = useQuery(statusesQuery);
  const others = useOthers(row.number).length;
  return (
    <span
      className={classes(
        'mt-1.5 flex h-6 flex-wrap items-center gap-1.5 overflow-hidden',
        others > 0 && (others === 1 ? 'pr-7' : 'pr-16'),
      )}
    >
      <PriorityChip priority={row.priority} />
      <DueChip at={row.nextDueAt} />
      {row.statusCategory === 'open' ? null : (
        <Chip tone={categoryTone(row.statusCategory)}>{statusName(row.status, statuses)}</Chip>
      )}
      {row.assignee === null ? null : (
        <Chip>
          <PersonIcon role="img" aria-label={t('Assignee')} />
          {row.assignee.name.split(' ')[0]}
        </Chip>
      )}
      {row.tags.slice(0, 2).map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </span>
  );
}
