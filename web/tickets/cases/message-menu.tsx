import { useState } from 'react';
import type { Message } from '../../../contract/messages.ts';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MoreIcon, SplitIcon } from '../../../ui/icons.ts';
import { Menu } from '../../../ui/Menu.tsx';
import { SplitDialog } from './split-dialog.tsx';

/** What one seldom does with a single message. */
export function MessageMenu({ message, ticket }: { message: Message; ticket: Ticket }) {
  const [isSplitting, setSplitting] = useState(false);
  const label = t('More to do with this message');
  return (
    <>
      <Menu
        label={label}
        entries={[
          {
            id: 'split',
            label: t('Split into a new ticket from here…'),
            icon: <SplitIcon aria-hidden />,
            onAction: () => setSplitting(true),
          },
        ]}
      >
        <IconButton label={label} className="size-6!">
          <MoreIcon aria-hidden />
        </IconButton>
      </Menu>
      {isSplitting ? <SplitDialog ticket={ticket} at={message.id} onClose={() => setSplitting(false)} /> : null}
    </>
  );
}
