import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { HistoryEntry } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { ticketQuery } from '../calls.ts';
import { UndoSplit } from './undo-split.tsx';

/** In the history of both tickets: where messages went to or came from, and the way back as long as the split stands. */
export function SplitTold({ entry }: { entry: HistoryEntry }) {
  const here = Number((useParams({ strict: false }) as { number?: string }).number);
  const { data } = useQuery({ ...ticketQuery(here), enabled: Number.isInteger(here) });
  const other = (entry.details.ticket as { number?: number } | null)?.number;
  const isMade = entry.type === 'ticket.split_from';
  const kind = isMade ? 'split_from' : 'split_into';
  const stands = data?.ticket.links.some((link) => link.kind === kind && link.number === other) ?? false;
  const count = Number(entry.details.count);
  return (
    <>
      {isMade
        ? t('Split off from another ticket with {count, plural, one {# message} other {# messages}}', { count })
        : t('{count, plural, one {# message} other {# messages}} split off into a new ticket', { count })}
      {other === undefined ? null : (
        <>
          {': '}
          <Link
            to="/tickets/$number"
            params={{ number: String(other) }}
            search={true}
            className="font-[550] text-accent hover:underline"
          >
            #{other}
          </Link>
        </>
      )}
      {stands && other !== undefined && data?.ticket.can.update ? (
        <UndoSplit {...(isMade ? { made: here, from: other } : { made: other, from: here })} />
      ) : null}
    </>
  );
}
