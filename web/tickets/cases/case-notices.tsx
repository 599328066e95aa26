import { Link } from '@tanstack/react-router';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { ArrowUpIcon, ClockIcon, MergeIcon } from '../../../ui/icons.ts';
import { dayAndTime } from '../../app/format.ts';
import { queryClient, refreshTicket } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { snooze, wake } from './calls.ts';
import { IncidentNotices } from './incident-notices.tsx';
import { Notice } from './notice.tsx';
import { UndoMerge } from './undo-merge.tsx';
import { whoHadIt } from './words.ts';

/** What stands over the conversation while it holds: asleep, woken by the customer, escalated, merged. */
export function CaseNotices({ ticket }: { ticket: Ticket }) {
  return (
    <>
      {ticket.merge === null ? null : <Merged ticket={ticket} merge={ticket.merge} />}
      {ticket.snoozedUntil === null ? null : <Asleep ticket={ticket} until={ticket.snoozedUntil} />}
      {isAhead(ticket.wokenFrom) ? <Woken ticket={ticket} until={ticket.wokenFrom} /> : null}
      {ticket.escalation === null || ticket.statusCategory === 'closed' ? null : (
        <Escalated escalation={ticket.escalation} />
      )}
      <IncidentNotices ticket={ticket} />
    </>
  );
}

function isAhead(instant: string | null): instant is string {
  return instant !== null && new Date(instant).getTime() > Date.now();
}

function Merged({ ticket, merge }: { ticket: Ticket; merge: NonNullable<Ticket['merge']> }) {
  const named = { number: merge.number, subject: merge.subject ?? '' };
  return (
    <Notice label={t('Merged')} icon={<MergeIcon aria-hidden />}>
      <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <span className="font-semibold">{t('All that was said here is in #{number} {subject} now.', named)}</span>{' '}
        <span className="text-ink-2">
          {merge.by === null ? null : sayWho(merge.by, merge.endsSplit)}{' '}
          {t('What the customer answers goes there too.')}
        </span>
      </p>
      {merge.subject === null ? null : (
        <Link
          to="/tickets/$number"
          params={{ number: String(merge.number) }}
          search={true}
          className="rounded-c px-2 py-1 font-[550] text-accent"
        >
          {t('Open #{number}', { number: merge.number })}
        </Link>
      )}
      {merge.canUndo ? <UndoMerge from={ticket.number} into={merge.number} /> : null}
    </Notice>
  );
}

function sayWho(name: string, endsSplit: boolean): string {
  return endsSplit ? t('{name} undid the split.', { name }) : t('Merged by {name}.', { name });
}

function Asleep({ ticket, until }: { ticket: Ticket; until: string }) {
  const act = useActing(ticket, () => wake(ticket.number));
  return (
    <Notice label={t('This ticket is snoozed')} icon={<ClockIcon aria-hidden />}>
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-semibold">{t('Snoozed until {time}.', { time: dayAndTime(until) })}</span>{' '}
        <span className="text-ink-2">{t('It is back at once if the customer writes.')}</span>
      </p>
      {ticket.can.update ? (
        <Button look="quiet" isDisabled={act.isPending} onPress={() => act.mutate(undefined)}>
          {t('Wake it now')}
        </Button>
      ) : null}
    </Notice>
  );
}

function Woken({ ticket, until }: { ticket: Ticket; until: string }) {
  const time = dayAndTime(until);
  const act = useActing(ticket, () => snooze(ticket.number, { until }));
  return (
    <Notice label={t('Back because the customer wrote')} icon={<ClockIcon aria-hidden />}>
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-semibold">{t('It is back because the customer wrote.')}</span>{' '}
        <span className="text-ink-2">{t('It was snoozed until {time}.', { time })}</span>
      </p>
      {ticket.can.update ? (
        <Button look="quiet" isDisabled={act.isPending} onPress={() => act.mutate(undefined)}>
          {t('Snooze again until then')}
        </Button>
      ) : null}
    </Notice>
  );
}

function Escalated({ escalation }: { escalation: NonNullable<Ticket['escalation']> }) {
  const name = whoHadIt(escalation.from);
  return (
    <Notice label={t('Escalated')} icon={<ArrowUpIcon aria-hidden />}>
      <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <span className="font-semibold">{t('Escalated from {name}:', { name })}</span>{' '}
        <span className="text-ink-2">{escalation.reason}</span>
      </p>
    </Notice>
  );
}

function useActing(ticket: Ticket, act: () => Promise<unknown>) {
  return useSaving({ act, stale: [], onDone: () => refreshTicket(queryClient, ticket.number) });
}
