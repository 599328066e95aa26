import { useState } from 'react';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { queryClient, refreshTicket } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { giveBack } from './calls.ts';
import { whoHadIt } from './words.ts';

/** An escalated ticket goes back to who had it. */
export function GiveBackDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const name = ticket.escalation === null ? '' : whoHadIt(ticket.escalation.from);
  const save = useSaving({
    act: () => giveBack(ticket.number, reason),
    stale: [],
    done: t('Given back to {place}', { place: name }),
    isForm: true,
    onDone: () => {
      refreshTicket(queryClient, ticket.number);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={t('Give #{number} back', { number: ticket.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)}>
        <p className="text-ink-2">{t('It goes back to {name}, who had it before.', { name })}</p>
        <TextField
          label={t('Reason')}
          hint={t('Becomes an internal note.')}
          isRequired
          autoFocus
          maxLength={2000}
          value={reason}
          onChange={setReason}
          name="reason"
        />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {t('Give back')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}
