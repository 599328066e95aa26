import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import type { Ticket } from '../../contract/tickets.ts';
import type { Reason } from '../../domain/events.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { DialogPopover } from '../../ui/DialogPopover.tsx';
import { CheckIcon } from '../../ui/icons.ts';
import { decimal } from '../app/format.ts';
import { sayReason } from '../tickets/reasons.ts';
import { ticketAssignmentQuery } from './calls.ts';
import { choiceOf, type NamedChoice, standingInWords } from './choice-words.ts';

/** Under the assignee: why the desk chose them or found nobody, and that they hold more than they should. */
export function AssigneeWhy({ ticket }: { ticket: Ticket }) {
  const { data } = useQuery(ticketAssignmentQuery(ticket.number));
  if (data === undefined) return null;
  const { reason, excess } = data;
  if (reason === null && excess === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-meta text-ink-3">
      {reason === null ? null : <Why reason={reason} />}
      {excess === null ? null : (
        <span className="text-warn">
          {t('holds {load} of {cap}', { load: decimal(excess.load), cap: decimal(excess.cap) })}
        </span>
      )}
    </div>
  );
}

function Why({ reason }: { reason: Reason }) {
  const choice = choiceOf(reason);
  const isWaiting = reason.code === 'assigned_nobody';
  if (choice === null) return <span>{sayReason(reason)}</span>;
  return (
    <>
      {isWaiting ? <span>{t('nobody can take it now')}</span> : <span>{t('chosen by the desk')}</span>}
      <DialogTrigger>
        <Button className="min-h-6 rounded-c px-1 font-[550] text-accent data-hovered:underline">{t('why?')}</Button>
        <DialogPopover placement="bottom end" className="layer w-[380px] max-w-[calc(100vw-24px)] px-3.5 py-3">
          <Dialog aria-label={t('Why?')} className="text-[12.5px] leading-normal text-ink-2 outline-0">
            <p className="mb-2 text-pretty">{sayReason(reason)}</p>
            <ChoiceTable choice={choice} />
          </Dialog>
        </DialogPopover>
      </DialogTrigger>
    </>
  );
}

/** Who was considered: first who got it, then who could have, then who was passed over. */
function ChoiceTable({ choice }: { choice: NamedChoice }) {
  return (
    <>
      <table aria-label={t('Who was considered')} className="w-full text-left">
        <tbody>
          {choice.considered.map((one, at) => {
            const isChosen = one.agent !== null && one.agent.id === choice.agent?.id;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an agent who is gone has no id, and the list never changes
              <tr key={at} className="border-t border-line align-top">
                <th scope="row" className={classes('py-1.5 pr-3', isChosen ? 'font-[600] text-ink' : 'font-normal')}>
                  <span className="flex items-center gap-1.5">
                    {isChosen ? <CheckIcon aria-hidden className="size-3.5 shrink-0 text-good" /> : null}
                    {one.agent?.name ?? t('A former agent')}
                    {isChosen ? <span className="sr-only">{t('chosen')}</span> : null}
                  </span>
                </th>
                <td className={classes('py-1.5', one.skipped === null ? 'text-ink-2' : 'text-ink-3')}>
                  {standingInWords(one, choice)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {choice.others > 0 ? (
        <p className="border-t border-line pt-1.5 text-ink-3">
          {t('{count, plural, one {and # other} other {and # others}}', { count: choice.others })}
        </p>
      ) : null}
    </>
  );
}
