import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { useCommands } from '../app/commands.ts';
import { useMe } from '../app/me.ts';
import type { UpdateTicket } from './update-ticket.ts';

export function useTicketCommands(ticket: Ticket, update: UpdateTicket) {
  const me = useMe();
  const isMine = ticket.assignee?.id === me.id;
  const solve = () => update({ status: 'solved' });
  const take = () => update({ assignee: 'me' });
  const commands = [
    { id: 'solve', keys: ['e'], label: t('Solve the ticket'), run: solve },
    { id: 'take', keys: ['i'], label: t('Take the ticket'), run: take },
  ];
  useCommands('ticket', ticket.can.update && ticket.statusCategory !== 'closed' ? commands : []);
  return { isMine, solve, take };
}
