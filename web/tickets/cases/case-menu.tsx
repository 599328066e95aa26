import { useState } from 'react';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { AlertIcon, ArrowDownIcon, ArrowUpIcon, ClockIcon, MergeIcon, MoreIcon, SplitIcon } from '../../../ui/icons.ts';
import { Menu } from '../../../ui/Menu.tsx';
import { keyName, useCommands } from '../../app/commands.ts';
import { EscalateDialog } from './escalate-dialog.tsx';
import { GiveBackDialog } from './give-back-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { ProblemDialog } from './problem-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';

type Act = 'snooze' | 'escalate' | 'give-back' | 'merge' | 'split' | 'problem';

/** What one seldom does with a ticket, by menu and by key: put it off, hand it up or back, merge it, split it. */
export function CaseMenu({ ticket }: { ticket: Ticket }) {
  const [open, setOpen] = useState<Act | null>(null);
  const acts = actsOf(ticket);
  useCommands(
    'cases',
    acts.map(({ id, keys, label }) => ({ id, keys: [keys], label, run: () => setOpen(id) })),
  );
  if (acts.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label={t('More to do with this ticket')}
        entries={acts.map(({ id, keys, label, icon }) => ({
          id,
          label,
          icon,
          shortcut: keyName(keys),
          onAction: () => setOpen(id),
        }))}
      >
        <IconButton label={t('More to do with this ticket')}>
          <MoreIcon aria-hidden />
        </IconButton>
      </Menu>
      {open === 'snooze' ? <SnoozeDialog ticket={ticket} onClose={close} /> : null}
      {open === 'escalate' ? <EscalateDialog ticket={ticket} onClose={close} /> : null}
      {open === 'give-back' ? <GiveBackDialog ticket={ticket} onClose={close} /> : null}
      {open === 'problem' ? <ProblemDialog ticket={ticket} onClose={close} /> : null}
      {open === 'split' ? <SplitDialog ticket={ticket} onClose={close} /> : null}
      {open === 'merge' ? <MergeDialog ticket={ticket} onClose={close} /> : null}
    </>
  );
}

function actsOf(ticket: Ticket) {
  if (!ticket.can.update) return [];
  const merging = { id: 'merge' as const, keys: 'Shift+M', label: t('Merge…'), icon: <MergeIcon aria-hidden /> };
  const splitting = { id: 'split' as const, keys: 'Shift+S', label: t('Split…'), icon: <SplitIcon aria-hidden /> };
  const tying = {
    id: 'problem' as const,
    keys: 'Shift+P',
    label: t('Link to a problem…'),
    icon: <AlertIcon aria-hidden />,
  };
  const isTied = ticket.links.some(({ kind }) => kind === 'incident_of' || kind === 'problem_of');
  const reshaping = [merging, ...(ticket.messageCount > 1 ? [splitting] : []), ...(isTied ? [] : [tying])];
  if (ticket.statusCategory === 'solved') return reshaping;
  return [
    { id: 'snooze' as const, keys: 'h', label: t('Snooze…'), icon: <ClockIcon aria-hidden /> },
    { id: 'escalate' as const, keys: 'Shift+E', label: t('Escalate…'), icon: <ArrowUpIcon aria-hidden /> },
    ...(ticket.escalation === null
      ? []
      : [
          {
            id: 'give-back' as const,
            keys: 'Shift+B',
            label: t('Give back…'),
            icon: <ArrowDownIcon aria-hidden />,
          },
        ]),
    ...reshaping,
  ];
}
