import { useState } from 'react';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { holdKeys, keyName, useCommands } from '../../app/commands.ts';
import { NewTicketDialog } from '../new-ticket.tsx';

/** What is over is carried on in a new ticket. */
export function FollowUp({ ticket }: { ticket: Ticket }) {
  const [isOpen, setOpen] = useState(false);
  const label = t('Open a follow-up');
  const open = () => [holdKeys(), setOpen(true)];
  useCommands('follow-up', [{ id: 'follow-up', keys: ['Shift+F'], label, run: open }]);
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {label}
        <span aria-hidden className="max-md:hidden">
          <Kbd>{keyName('Shift+F')}</Kbd>
        </span>
      </Button>
      {isOpen ? <NewTicketDialog follows={ticket} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
