import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FormTrouble } from '../../app/DeskForm.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { linkProblem } from './calls.ts';
import { TicketFinder } from './ticket-finder.tsx';
import { refreshBoth } from './undo-merge.tsx';

/** One cause, many customers: finds the problem that this ticket is an incident of. */
export function ProblemDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const link = useSaving({
    act: (problem: number) => linkProblem(ticket.number, problem),
    stale: [],
    isForm: true,
    done: t('Linked to the problem'),
    onDone: ({ ticket: linked }) => {
      for (const { kind, number } of linked.links) if (kind === 'incident_of') refreshBoth(ticket.number, number);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      isWide
      title={t('Of which problem is #{number} an incident?', { number: ticket.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <FormTrouble error={link.error} />
      <p className="mb-3 text-ink-2">
        {t('The ticket stays its customer’s own. From the problem, all its incidents are answered and solved at once.')}
      </p>
      <TicketFinder ticket={ticket} isDisabled={link.isPending} onChoose={({ number }) => link.mutate(number)} />
    </Dialog>
  );
}
