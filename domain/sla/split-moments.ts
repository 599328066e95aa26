import type { OwnedEvent } from './owned-event.ts';

// The clocks of tickets that were split. The law of merges holds: **a split that was undone never was.** What was said counts where it
// is at home now, as if it had been said there; what became of a ticket stays its own.

/**
 * The logs of tickets as they would read had each message been written in the ticket it is at home in: a ticket that was split off
 * begins with the first word that went to it, and one that lost its first words waits for the next.
 */
export function retoldBySplits(events: readonly OwnedEvent[]): readonly OwnedEvent[] {
  const splits = events.filter(({ type }) => type === 'ticket.split_from');
  if (splits.length === 0) return events;
  const moved = events.map((event) => (splits.some((split) => moves(split, event)) ? saidAtHome(event) : event));
  const touched = new Set(splits.flatMap(({ ticketId, details }) => [ticketId, details.ticketId as number]));
  return moved.map((event) => begun(event, { events, moved, touched })).toSorted((one, other) => one.id - other.id);
}

/** By the split it went to the new ticket; or the split was undone, and what was written in that went the other way. */
function moves({ id, ticketId, details }: OwnedEvent, event: OwnedEvent): boolean {
  if (event.ownerId === event.ticketId || !isSaid(event)) return false;
  return event.ownerId === ticketId ? event.id < id : event.ticketId === ticketId && event.ownerId === details.ticketId;
}

/** What they changed of the ticket they were said in is no change of this one. */
function saidAtHome(event: OwnedEvent): OwnedEvent {
  return { ...event, ticketId: event.ownerId, changes: {} };
}

type Retold = { events: readonly OwnedEvent[]; moved: readonly OwnedEvent[]; touched: ReadonlySet<number> };

function begun(event: OwnedEvent, { events, moved, touched }: Retold): OwnedEvent {
  const { ticketId } = event;
  if (event.type !== 'ticket.opened' || !touched.has(ticketId)) return event;
  const isSaidIn = (one: OwnedEvent) => isSaid(one) && one.ticketId === ticketId;
  const first = moved.find((one) => isSaidIn(one) && one.ownerId === ticketId);
  if (first === undefined || first === events.find(isSaidIn)) return event;
  const details = { ...event.details, isQuiet: true };
  // A place in the log right before it.
  return first.id < event.id ? { ...event, id: first.id - 0.5, at: first.at, details } : { ...event, details };
}

function isSaid({ type }: OwnedEvent): boolean {
  return type === 'message.received' || type === 'message.sent' || type === 'message.noted';
}
