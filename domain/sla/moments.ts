import type { ReplayedEvent } from '../tickets/replay.ts';
import type { Priority, StatusCategory } from '../tickets/ticket.ts';
import type { SlaMoment } from './history.ts';

/**
 * What a ticket's log says to its clocks. Mail that was filed as history (a mailbox that was connected with its past) promises
 * nothing: such a ticket counts as over until something happens to it here.
 */
export function momentsOf(events: readonly ReplayedEvent[]): SlaMoment[] {
  const first = events.find(({ type }) => type === 'message.received' || type === 'message.sent');
  const opening = { isOld: first?.details.isHistory === true, byCustomer: first?.type === 'message.received' };
  return events.flatMap((event) => momentsOfOne(event, opening));
}

/** Whose words opened it, whoever typed them in. */
type Opening = { isOld: boolean; byCustomer: boolean };

function momentsOfOne(event: ReplayedEvent, opening: Opening): SlaMoment[] {
  const at = new Date(event.at);
  switch (event.type) {
    case 'ticket.opened':
      return [opened(event, opening)];
    case 'message.received':
      return isSilent(event) ? [] : [{ at, what: 'customer_wrote' }, ...turned(event)];
    case 'message.sent':
      return event.details.isAutomatic === true ? turned(event) : [{ at, what: 'agent_replied' }, ...turned(event)];
    case 'ticket.escalated':
      return event.details.restartsReply === true ? [{ at, what: 'handed_over' }, ...turned(event)] : turned(event);
    case 'ticket.merged':
      return [{ at, what: 'merged' }];
    case 'ticket.took_in':
      return event.details.awaitsAnswer === true ? [{ at, what: 'customer_wrote' }, ...turned(event)] : turned(event);
    case 'ticket.unmerged':
      return [unmerged(event)];
    default:
      return turned(event);
  }
}

function opened({ at, changes }: ReplayedEvent, { isOld, byCustomer }: Opening): SlaMoment {
  const category = (changes.statusCategory?.[1] as StatusCategory | undefined) ?? 'new';
  const priority = (changes.priority?.[1] as Priority | undefined) ?? 'medium';
  return { at: new Date(at), what: 'opened', category: isOld ? 'closed' : category, priority, byCustomer };
}

function unmerged({ at, changes, details }: ReplayedEvent): SlaMoment {
  const to = changes.statusCategory?.[1] as StatusCategory;
  return { at: new Date(at), what: 'unmerged', to, awaitsAnswer: details.awaitsAnswer === true };
}

function isSilent({ details }: ReplayedEvent): boolean {
  return details.isAutomatic === true || details.isHistory === true;
}

/** Whatever event carries it, a new status or priority is one. */
function turned({ at, changes }: ReplayedEvent): SlaMoment[] {
  const category = changes.statusCategory?.[1] as StatusCategory | undefined;
  const priority = changes.priority?.[1] as Priority | undefined;
  const when = new Date(at);
  return [
    ...(priority === undefined ? [] : [{ at: when, what: 'priority_changed', to: priority } as const]),
    ...(category === undefined ? [] : [{ at: when, what: 'status_changed', to: category } as const]),
  ];
}
