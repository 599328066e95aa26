import type { StatusCategory } from '../tickets/ticket.ts';
import { owedSince } from './clocks.ts';
import type { SlaMoment } from './history.ts';
import { opened, openingOf, saidOrDone, turned } from './moments.ts';
import type { OwnedEvent } from './owned-event.ts';
import { retoldBySplits } from './split-moments.ts';

// The clocks of tickets that were merged. One law: **a merge that was undone never was.** So none is told as it came: whose own an
// event is does not change by merging, and what counts for a ticket is its own and that of those which stand in it now.

/**
 * What the logs of tickets that were merged, in any order and however often, say to the clocks of one of them: `events` are those of
 * all of them, in order. Who takes a ticket in owes its customer an answer since they wrote; who is taken in owes nothing any more.
 */
export function momentsAmong(events: readonly OwnedEvent[], ticketId: number): SlaMoment[] {
  const told = retoldBySplits(events);
  return momentsUntil({ events: told, merges: standingMerges(told) }, ticketId, Number.POSITIVE_INFINITY);
}

/** The event of each merge that stands, by the ticket that went. */
type Standing = ReadonlyMap<number, OwnedEvent>;
type Told = { events: readonly OwnedEvent[]; merges: Standing };

function standingMerges(events: readonly OwnedEvent[]): Standing {
  const merges = new Map<number, OwnedEvent>();
  for (const event of events) {
    if (event.type === 'ticket.merged') merges.set(event.ticketId, event);
    if (event.type === 'ticket.unmerged') merges.delete(event.ticketId);
  }
  return merges;
}

function momentsUntil(told: Told, ticketId: number, until: number): SlaMoment[] {
  const events = told.events.filter(({ id }) => id < until);
  const own = events.filter(({ ownerId }) => ownerId === ticketId);
  const way: Way = {
    told,
    ticketId,
    events,
    moments: [],
    since: sinceWhen(told.merges, ticketId),
    seen: 'new',
    uncounted: null,
  };
  for (const event of events) {
    if (event === told.merges.get(ticketId)) return [...way.moments, { at: new Date(event.at), what: 'merged' }];
    if (event.ticketId !== ticketId) say(way, event);
    else if (event.type === 'ticket.opened') open(way, event, own);
    else step(way, event);
  }
  return way.moments;
}

/**
 * `since`: the tickets that stand in this one, and after which event what is theirs counts here. `seen`: the category by what was
 * counted; `uncounted`: the change that made another of it and is none of this ticket's own.
 */
type Way = {
  told: Told;
  ticketId: number;
  events: readonly OwnedEvent[];
  moments: SlaMoment[];
  since: ReadonlyMap<number, number>;
  seen: StatusCategory;
  uncounted: OwnedEvent | null;
};

function sinceWhen(merges: Standing, ticketId: number): Map<number, number> {
  const since = new Map([[ticketId, 0]]);
  for (const [from, { id, details }] of merges) {
    if (details.ticketId !== ticketId) continue;
    for (const one of sinceWhen(merges, from).keys()) since.set(one, id);
  }
  return since;
}

function open(way: Way, event: OwnedEvent, own: readonly OwnedEvent[]): void {
  way.moments.push(opened(event, openingOf(own)));
  way.seen = categoryBy(event) ?? way.seen;
}

/** An event of the ticket itself. */
function step(way: Way, event: OwnedEvent): void {
  const { type } = event;
  if (type === 'ticket.took_in') takeIn(way, event);
  else if (type === 'ticket.merged')
    way.uncounted = event; // and undone since
  else if (type === 'ticket.unmerged') rejoin(way, event);
  else if (type === 'ticket.gave_back') giveBack(way, event);
  else if (type === 'ticket.split_off') rejoin(way, event);
  else if (counts(way, event)) count(way, event);
  else if (categoryBy(event) !== undefined) way.uncounted = event;
}

function takeIn(way: Way, event: OwnedEvent): void {
  const from = event.details.ticketId as number;
  const merge = way.told.merges.get(from);
  const stands = merge !== undefined && merge.at === event.at && merge.details.ticketId === way.ticketId;
  const since = stands ? owedSince(momentsUntil(way.told, from, merge.id)) : null;
  const at = new Date(event.at);
  if (since !== null) way.moments.push({ at, what: 'took_in', since });
  else if (
    way.events.some(
      ({ id, type, ticketId }) => id > event.id && type === 'ticket.gave_back' && ticketId === way.ticketId,
    )
  ) {
    way.uncounted = event;
  }
}

/** It may have been away itself when it gave one back. */
function giveBack(way: Way, event: OwnedEvent): void {
  if (way.uncounted?.type !== 'ticket.merged') rejoin(way, event);
}

/** What the ticket is now is its own again. */
function rejoin(way: Way, event: OwnedEvent): void {
  way.uncounted = null;
  const upToIt = way.events.filter(
    (one) => one.ticketId === way.ticketId && (one.id <= event.id || isSameCommit(one, event)),
  );
  const to = upToIt.map(categoryBy).findLast((category) => category !== undefined);
  if (to !== undefined && to !== way.seen) turn(way, event, to);
}

/** Own, or of one that stands in it, and not what an undone merge made of the ticket by itself. */
function counts({ since, uncounted }: Way, event: OwnedEvent): boolean {
  const from = since.get(event.ownerId);
  return from !== undefined && event.id > from && !(uncounted && isSameCommit(uncounted, event));
}

function isSameCommit(one: OwnedEvent, other: OwnedEvent): boolean {
  return one.at === other.at && one.ticketVersion === other.ticketVersion;
}

function count(way: Way, event: OwnedEvent): void {
  say(way, event);
  way.moments.push(...turned(event));
  const to = categoryBy(event);
  if (to === undefined) return;
  way.seen = to;
  way.uncounted = null;
}

const reopened: readonly StatusCategory[] = ['pending', 'on_hold', 'solved'];

/** What was said, wherever it stood then. To a ticket that was away, a customer's words do what they would have done. */
function say(way: Way, event: OwnedEvent): void {
  if (!counts(way, event)) return;
  const said = saidOrDone(event);
  way.moments.push(...said);
  const isAway = event.ticketId !== way.ticketId || way.uncounted !== null;
  if (isAway && said.some(({ what }) => what === 'customer_wrote') && reopened.includes(way.seen)) {
    turn(way, event, 'open');
  }
}

function turn(way: Way, { at }: OwnedEvent, to: StatusCategory): void {
  way.moments.push({ at: new Date(at), what: 'status_changed', to });
  way.seen = to;
}

function categoryBy({ changes }: OwnedEvent): StatusCategory | undefined {
  return changes.statusCategory?.[1] as StatusCategory | undefined;
}
