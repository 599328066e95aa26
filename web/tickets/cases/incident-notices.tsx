import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Ticket } from '../../../contract/tickets.ts';
import { isActive } from '../../../domain/tickets/ticket.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { AlertIcon } from '../../../ui/icons.ts';
import { useMay } from '../../app/me.ts';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { startBulk } from '../../bulk/calls.ts';
import { WriteDialog } from '../../bulk/write-dialog.tsx';
import { categoryName } from '../words.ts';
import { unlinkProblem } from './calls.ts';
import { Notice } from './notice.tsx';
import { refreshBoth } from './undo-merge.tsx';

type Tied = Ticket['links'][number];

/** Over an incident: the problem it is one of. Over a problem: its incidents, and what can be done to all of them. */
export function IncidentNotices({ ticket }: { ticket: Ticket }) {
  const problem = ticket.links.find(({ kind }) => kind === 'incident_of');
  const incidents = ticket.links.filter(({ kind }) => kind === 'problem_of');
  return (
    <>
      {problem === undefined ? null : <Incident ticket={ticket} problem={problem} />}
      {incidents.length === 0 ? null : <Problem ticket={ticket} incidents={incidents} />}
    </>
  );
}

function Incident({ ticket, problem }: { ticket: Ticket; problem: Tied }) {
  const { number, subject, statusCategory } = problem;
  const unlink = useSaving({
    act: () => unlinkProblem(ticket.number),
    stale: [],
    done: t('Unlinked from the problem'),
    onDone: () => refreshBoth(ticket.number, number),
  });
  return (
    <Notice label={t('Incident')} icon={<AlertIcon aria-hidden />}>
      <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <span className="font-semibold">{t('Incident of the problem')}</span>{' '}
        <Link
          to="/tickets/$number"
          params={{ number: String(number) }}
          search={true}
          className="font-[550] text-accent hover:underline"
        >
          #{number} {subject}
        </Link>{' '}
        <span className="text-ink-2">· {categoryName(statusCategory)}</span>
      </p>
      {ticket.can.update ? (
        <Button look="quiet" isDisabled={unlink.isPending} onPress={() => unlink.mutate(undefined)}>
          {t('Unlink')}
        </Button>
      ) : null}
    </Notice>
  );
}

function Problem({ ticket, incidents }: { ticket: Ticket; incidents: readonly Tied[] }) {
  const [isAnswering, setAnswering] = useState(false);
  const mayReply = useMay('tickets.reply');
  const active = incidents.filter(({ statusCategory }) => isActive(statusCategory)).map(({ number }) => number);
  const chosen = { tickets: { numbers: active }, count: active.length, isMore: false };
  return (
    <Notice label={t('Problem')} icon={<AlertIcon aria-hidden />}>
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-semibold">
          {t('{count, plural, one {# incident} other {# incidents}} of this problem,', { count: incidents.length })}
        </span>{' '}
        <span className="text-ink-2">
          {active.length === 0 ? t('all of them solved.') : t('{count} not solved yet.', { count: active.length })}
        </span>
      </p>
      <div className="flex flex-wrap gap-1.5">
        {mayReply && active.length > 0 ? (
          <Button onPress={() => setAnswering(true)}>{t('Reply to all…')}</Button>
        ) : null}
        {!isActive(ticket.statusCategory) && active.length > 0 ? <SolveAll numbers={active} /> : null}
      </div>
      {isAnswering ? <WriteDialog kind="reply" chosen={chosen} onClose={() => setAnswering(false)} /> : null}
    </Notice>
  );
}

/** Offered once the problem itself is solved. It runs as any work on many tickets and can be taken back like it. */
function SolveAll({ numbers }: { numbers: number[] }) {
  const mayUpdate = useMay('tickets.update');
  const solve = useSaving({
    act: () => startBulk({ tickets: { numbers }, actions: [{ action: 'set_status', params: { status: 'solved' } }] }),
    stale: [keys.bulkRuns],
  });
  if (!mayUpdate) return null;
  return (
    <Button look="primary" isDisabled={solve.isPending} onPress={() => solve.mutate(undefined)}>
      {t('{count, plural, one {Solve the incident} other {Solve # incidents}}', { count: numbers.length })}
    </Button>
  );
}
