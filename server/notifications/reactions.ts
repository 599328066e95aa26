import type { LoggedEvent, Reader } from '../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../platform/platform.ts';
import { mailLater } from './commands/mail.ts';
import { type Concerned, concernedBy, concernedBySleep, guardIds, postmasterIds, tellAgent } from './store.ts';

/**
 * Tells agents what concerns them: given a ticket, mentioned, answered on their ticket, a ticket of theirs awake again, their own
 * reply not delivered or not followed; and
 * owners and admins, that something looks wrong or that mail could not be filed.
 */
export const notificationsReader = (p: Platform): Reader => ({
  name: 'notifications',
  types: [
    'ticket.opened',
    'ticket.assigned',
    'agent.mentioned',
    'agent.notified',
    'ticket.woke',
    'message.received',
    'delivery.failed',
    'delivery.bounced',
    'ticket.solve_refused',
    'security.suspicion',
    'inbound.parked',
  ],
  batch: 50,
  async reactToAll(tx, events) {
    const known = await concernedBy(tx, events.filter(asksOfMessage));
    for (const event of events) await tell(tx, p, { event, agentIds: await concerned(tx, event, known.get(event.id)) });
  },
});

async function tell(tx: Tx, p: Platform, told: { event: LoggedEvent; agentIds: readonly number[] }): Promise<void> {
  const { event, agentIds } = told;
  // To be given a ticket is one thing, whether it is new or not.
  const type = event.type === 'ticket.opened' ? 'ticket.assigned' : event.type;
  for (const agentId of agentIds) {
    const isMailDue = await tellAgent(tx, { event, agentId, type });
    if (isMailDue && event.ticketId !== null) await mailLater(tx, p, { agentId, ticketId: event.ticketId });
  }
}

/** Whom these concern depends on the message they are about and on who holds its ticket. */
function asksOfMessage({ type, details }: LoggedEvent): boolean {
  if (details.isHistory === true) return false;
  if (type === 'message.received') return details.isAutomatic !== true;
  return type === 'delivery.failed' || type === 'delivery.bounced';
}

async function concerned(tx: Tx, event: LoggedEvent, known: Concerned | undefined): Promise<number[]> {
  if (event.type === 'security.suspicion') return guardIds(tx);
  if (event.type === 'inbound.parked') return postmasterIds(tx);
  // Mail from before the desk was connected is filed quietly.
  if (event.details.isHistory === true) return [];
  const agentId = await concernedAgent(tx, event, known);
  return agentId === null ? [] : [agentId];
}

async function concernedAgent(tx: Tx, event: LoggedEvent, known: Concerned | undefined): Promise<number | null> {
  switch (event.type) {
    case 'ticket.opened':
    case 'ticket.assigned':
      return idOf(event.changes.assigneeId?.[1]);
    case 'agent.mentioned':
    case 'agent.notified':
      return idOf(event.details.agentId);
    case 'ticket.solve_refused':
      return event.actorId;
    case 'ticket.woke':
      return sleptOn(tx, event);
    case 'message.received':
      // The first message is the ticket itself; what a machine sent needs nobody's attention at once.
      return known === undefined || known.isFirst ? null : known.assigneeId;
    default:
      return known?.authorId ?? null;
  }
}

/** Its time was up: whoever holds the ticket, else whoever sent it to sleep. That the customer wrote is told as an answer. */
async function sleptOn(tx: Tx, event: LoggedEvent): Promise<number | null> {
  const { assigneeId, snoozedBy } = await concernedBySleep(tx, event);
  switch (event.reason?.code) {
    case 'snooze_over':
      return assigneeId ?? snoozedBy;
    case 'woken_by_answer':
      return assigneeId === null ? snoozedBy : null;
    default:
      return null;
  }
}

function idOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
