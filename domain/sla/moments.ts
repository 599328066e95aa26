import type { ReplayedEvent } from '../tickets/replay.ts';
import type { Priority, StatusCategory } from '../tickets/ticket.ts';
import type { SlaMoment } from './history.ts';

/**
 * What a ticket's log says to its clocks. Mail that was filed as history (a mailbox that was connected with its past) promises
 * nothing: such a ticket counts as over until something happens to it here.
 */
export function momentsOf(events: readonly ReplayedEvent[]): SlaMoment[] {
  const opening = openingOf(events);
  return events.flatMap((event) => (event.type === 'ticket.opened' ? [opened(event, opening)] : momentsOfOne(event)));
}

/** Whose words opened it, whoever typed them in. */
type Opening = { isOld: boolean; byCustomer: boolean };

export function openingOf(events: readonly ReplayedEvent[]): Opening {
  const first = events.find(({ type }) => type === 'message.received' || type === 'message.sent');
  return { isOld: first?.details.isHistory === true, byCustomer: first?.type === 'message.received' };
}

/** Of any event but the opening one. What a merge does is told by domain/sla/merged-moments.ts. */
function momentsOfOne(event: ReplayedEvent): SlaMoment[] {
  return [...saidOrDone(event), ...turned(event)];
}

/** What was said or done by an event, whatever it made of the ticket's status and priority. */
export function saidOrDone({ type, at: text, details }: ReplayedEvent): SlaMoment[] {
  const at = new Date(text);
  const isAutomatic = details.isAutomatic === true;
  if (type === 'message.received')
    return isAutomatic || details.isHistory === true ? [] : [{ at, what: 'customer_wrote' }];
  if (type === 'message.sent') return isAutomatic ? [] : [{ at, what: 'agent_replied' }];
  if (type === 'ticket.escalated' && details.restartsReply === true) return [{ at, what: 'handed_over' }];
  return [];
}

export function opened({ at, changes, details }: ReplayedEvent, { isOld, byCustomer }: Opening): SlaMoment {
  const category = (changes.statusCategory?.[1] as StatusCategory | undefined) ?? 'new';
  const priority = (changes.priority?.[1] as Priority | undefined) ?? 'medium';
  const moment = { at: new Date(at), category: isOld ? ('closed' as const) : category, priority, byCustomer };
  return { what: 'opened', ...moment, ...(details.isQuiet === true && { isQuiet: true }) };
}

/** Whatever event carries it, a new status or priority is one. */
export function turned({ at, changes }: ReplayedEvent): SlaMoment[] {
  const category = changes.statusCategory?.[1] as StatusCategory | undefined;
  const priority = changes.priority?.[1] as Priority | undefined;
  const when = new Date(at);
  return [
    ...(priority === undefined ? [] : [{ at: when, what: 'priority_changed', to: priority } as const]),
    ...(category === undefined ? [] : [{ at: when, what: 'status_changed', to: category } as const]),
  ];
}
