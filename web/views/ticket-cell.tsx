import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Field } from '../../contract/fields.ts';
import type { ListedTicket } from '../../contract/tickets.ts';
import { fieldOfColumn, type ViewColumn } from '../../domain/view-columns.ts';
import { t } from '../../locales/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import { classes } from '../../ui/classes.ts';
import { StarIcon } from '../../ui/icons.ts';
import { Time } from '../app/Time.tsx';
import { useOthers } from '../onlookers/others.ts';
import { RowOnlookers } from '../onlookers/row-onlookers.tsx';
import { statusesQuery } from '../tickets/calls.ts';
import { ChannelIcon } from '../tickets/channel-icon.tsx';
import { DueChip } from '../tickets/due-chip.tsx';
import { valueInWords } from '../tickets/field-values.ts';
import { rowLinkId } from '../tickets/list-commands.ts';
import { PriorityChip } from '../tickets/priority-chip.tsx';
import { categoryTone, nameIn, requesterName, statusName } from '../tickets/words.ts';

type Props = { row: ListedTicket; column: ViewColumn; fields: readonly Field[] };

/** What a ticket shows in a column. */
export function TicketCell({ row, column, fields }: Props): ReactNode {
  const key = fieldOfColumn(column);
  if (key === null) return cells[column]?.(row) ?? null;
  const field = fields.find((known) => known.key === key);
  return field ? <Text>{valueInWords(field, row.fields?.[key])}</Text> : null;
}

const cells: Record<string, (row: ListedTicket) => ReactNode> = {
  status: (row) => <Status row={row} />,
  channel: ({ channel }) => <ChannelIcon channel={channel} />,
  number: ({ number }) => <span className="text-ink-3 tabular-nums">#{number}</span>,
  requester: (row) => <Text>{requesterName(row)}</Text>,
  organization: (row) => <Organization row={row} />,
  subject: (row) => <Subject row={row} />,
  topic: ({ topic }) => <Text>{topic ? nameIn(topic.name) : ''}</Text>,
  priority: ({ priority }) => <PriorityChip priority={priority} />,
  due: ({ nextDueAt }) => <DueChip at={nextDueAt} />,
  assignee: ({ assignee }) => <Text>{assignee?.name ?? ''}</Text>,
  team: ({ team }) => <Text>{team?.name ?? ''}</Text>,
  tags: ({ tags }) => <Text>{tags.join(', ')}</Text>,
  created: ({ createdAt }) => <Time at={createdAt} />,
  updated: ({ updatedAt }) => <Time at={updatedAt} />,
};

/** What does not fit is told by the pointer. */
function Text({ children }: { children: string }) {
  return (
    <span title={children} className="block truncate text-ink-2">
      {children}
    </span>
  );
}

function Status({ row }: { row: ListedTicket }) {
  const { data: statuses } = useQuery(statusesQuery);
  return <Chip tone={categoryTone(row.statusCategory)}>{statusName(row.status, statuses)}</Chip>;
}

function Organization({ row: { organization } }: { row: ListedTicket }) {
  if (organization === null) return null;
  return (
    <span className="flex items-center gap-1">
      {organization.isVip ? (
        <StarIcon role="img" aria-label="VIP" className="size-3 shrink-0 fill-current text-warn" />
      ) : null}
      <Text>{organization.name}</Text>
    </span>
  );
}

/** The way to the ticket; the whole line leads there. */
function Subject({ row }: { row: ListedTicket }) {
  const others = useOthers(row.number).length;
  return (
    <span className="flex items-center gap-1.5">
      {row.awaitsReply ? (
        <span className="size-2 shrink-0 rounded-full bg-accent">
          <span className="sr-only">{t('awaits your answer')}</span>
        </span>
      ) : null}
      <Link
        id={rowLinkId(row.number)}
        to="/tickets/$number"
        params={{ number: String(row.number) }}
        search={true}
        title={row.subject}
        className={classes(
          'truncate rounded-[3px] after:absolute after:inset-0 focus-visible:outline-0 focus-visible:after:shadow-[inset_0_0_0_2px_var(--accent)]',
          row.awaitsReply && 'font-[640]',
        )}
      >
        {row.subject}
      </Link>
      {others > 0 ? (
        <span className="relative h-9.5 w-16 shrink-0 [&>ul]:bottom-2 [&>ul]:right-0">
          <RowOnlookers number={row.number} />
        </span>
      ) : null}
    </span>
  );
}
