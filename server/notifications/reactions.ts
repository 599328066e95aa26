import type { LoggedEvent, Reader } from '../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../platform/platform.ts';
import { mailLater } from './commands/mail.ts';
import { concernedBy, concernedBySleep, guardIds, postmasterIds, tellAgent } from './store.ts';

/**
 * Tells agents what concerns them: given a ticket, mentioned, answered on their ticket, a ticket of theirs awake again, their own
 * reply not delivered; and
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
    'security.suspicion',
    'inbound.parked',
  ],
  batch: 50,
  async react(tx, event) {
    // To be given a ticket is one thing, whether it is new or not.
    const type = event.type === 'ticket.opened' ? 'ticket.assigned' : event.type;
    for (const agentId of await concerned(tx, event)) {
      const isMailDue = await tellAgent(tx, { event, agentId, type });
      if (isMailDue && event.ticketId !== null) await mailLater(tx, p, { agentId, ticketId: event.ticketId });
    }
  },
});

async function concerned(tx: Tx, event: LoggedEvent): Promise<number[]> {
  if (event.type === 'security.suspicion') return guardIds(tx);
  if (event.type === 'inbound.parked') return postmasterIds(tx);
  // Mail from before the desk was connected is filed quietly.
  if (event.details.isHistory === true) return [];
  const agentId = await concernedAgent(tx, event);
  return agentId === null ? [] : [agentId];
}

async function concernedAgent(tx: Tx, event: LoggedEvent): Promise<number | null> {
  switch (event.type) {
    case 'ticket.opened':
    case 'ticket.assigned':
      return idOf(event.changes.assigneeId?.[1]);
    case 'agent.mentioned':
    case 'agent.notified':
      return idOf(event.details.agentId);
    case 'ticket.woke':
      return sleptOn(tx, event);
    case 'message.received':
      return answered(tx, event);
    default:
      return (await concernedBy(tx, event)).authorId;
  }
}

/** The first message is the ticket itself; what a machine sent needs nobody's attention at once. */
async function answered(tx: Tx, event: LoggedEvent): Promise<number | null> {
  if (event.details.isAutomatic === true) return null;
  const { assigneeId, isFirst } = await concernedBy(tx, event);
  return isFirst ? null : assigneeId;
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
