import { useState } from 'react';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { AlertIcon, ArrowDownIcon, ArrowUpIcon, ClockIcon, MergeIcon, MoreIcon, SplitIcon } from '../../../ui/icons.ts';
import { Menu } from '../../../ui/Menu.tsx';
import { useCommands, useShownKeys } from '../../app/commands.ts';
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
  const shownKey = useShownKeys();
  useCommands('cases', Object.fromEntries(acts.map(({ id }) => [id, () => setOpen(id)])));
  if (acts.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label={t('More to do with this ticket')}
        entries={acts.map(({ id, label, icon }) => ({
          id,
          label,
          icon,
          shortcut: shownKey(id),
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
  const merging = { id: 'merge' as const, label: t('Merge…'), icon: <MergeIcon aria-hidden /> };
  const splitting = { id: 'split' as const, label: t('Split…'), icon: <SplitIcon aria-hidden /> };
  const tying = { id: 'problem' as const, label: t('Link to a problem…'), icon: <AlertIcon aria-hidden /> };
  const isTied = ticket.links.some(({ kind }) => kind === 'incident_of' || kind === 'problem_of');
  const reshaping = [merging, ...(ticket.messageCount > 1 ? [splitting] : []), ...(isTied ? [] : [tying])];
  if (ticket.statusCategory === 'solved') return reshaping;
  return [
    { id: 'snooze' as const, label: t('Snooze…'), icon: <ClockIcon aria-hidden /> },
    { id: 'escalate' as const, label: t('Escalate…'), icon: <ArrowUpIcon aria-hidden /> },
    ...(ticket.escalation === null
      ? []
      : [{ id: 'give-back' as const, label: t('Give back…'), icon: <ArrowDownIcon aria-hidden /> }]),
    ...reshaping,
  ];
}
