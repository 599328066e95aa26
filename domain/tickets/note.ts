import type { Decision } from '../events.ts';
import { inTurn, refuseIfClosed } from './decide.ts';
import { changeStatus } from './status.ts';
import type { Status, Ticket } from './ticket.ts';

export type WrittenNote = { mentions: readonly number[]; status?: Status };

/** An internal note. Whoever it mentions hears of it, each by an event of their own; it may carry a new status. */
export function note(ticket: Ticket, written: WrittenNote, now: Date): Decision {
  refuseIfClosed(ticket);
  const mentioned = [...new Set(written.mentions)].map((agentId) => ({
    type: 'agent.mentioned' as const,
    details: { agentId },
  }));
  return inTurn(ticket, [
    () => ({ changes: {}, events: [{ type: 'message.noted' }, ...mentioned] }),
    (current) => (written.status ? changeStatus(current, { to: written.status }, now) : { changes: {}, events: [] }),
  ]);
}
