import { useState } from 'react';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { holdKeys, useCommands } from '../../app/commands.ts';
import { KeyHint } from '../../app/KeyHint.tsx';
import { NewTicketDialog } from '../new-ticket.tsx';

/** What is over is carried on in a new ticket. */
export function FollowUp({ ticket }: { ticket: Ticket }) {
  const [isOpen, setOpen] = useState(false);
  const open = () => [holdKeys(), setOpen(true)];
  useCommands('follow-up', { 'follow-up': open });
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('Open a follow-up')}
        <KeyHint of="follow-up" />
      </Button>
      {isOpen ? <NewTicketDialog follows={ticket} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
