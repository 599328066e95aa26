import type { Ticket } from '../../contract/tickets.ts';
import { useCommands } from '../app/commands.ts';
import { useMe } from '../app/me.ts';
import type { UpdateTicket } from './update-ticket.ts';

export function useTicketCommands(ticket: Ticket, update: UpdateTicket) {
  const me = useMe();
  const isMine = ticket.assignee?.id === me.id;
  const solve = () => update({ status: 'solved' });
  const take = () => update({ assignee: 'me' });
  const isOpen = ticket.can.update && ticket.statusCategory !== 'closed';
  useCommands('ticket', { solve: isOpen && solve, take: isOpen && take });
  return { isMine, solve, take };
}
