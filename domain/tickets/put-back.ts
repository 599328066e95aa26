import { AppError } from '../errors.ts';
import { type Decision, type FieldChanges, unchanged } from '../events.ts';
import type { FieldValue } from '../fields/field.ts';
import { assign } from './assign.ts';
import { fromAndTo, inTurn } from './decide.ts';
import { setFields } from './fields.ts';
import { changePriority } from './priority.ts';
import { snooze, wake } from './snooze.ts';
import { changeStatus } from './status.ts';
import { setTags, without } from './tag.ts';
import type { Priority, Status, Ticket } from './ticket.ts';
import { changeTopic } from './topic.ts';

/** What several changes come to, one after the other: from the first to the last of each field, where that is a change. */
export function netChanges(changes: readonly FieldChanges[]): FieldChanges {
  const net: Record<string, readonly [unknown, unknown]> = {};
  for (const [field, [from, to]] of changes.flatMap((one) => Object.entries(one))) {
    net[field] = [net[field] === undefined ? from : net[field][0], to];
  }
  return Object.fromEntries(Object.entries(net).filter(([, [from, to]]) => !isSame(from, to)));
}

/** What can be put back by hand; times and counts follow by themselves. */
const returnable = new Set(['status', 'priority', 'topicId', 'teamId', 'tier', 'assigneeId', 'snoozedUntil']);

/** The fields that can be what they were, as the log keeps their values; `kept`: somebody changed them again since. */
type WayBack = { back: Record<string, unknown>; kept: string[] };

/** Which of these changes can be taken back now. Tags go and come one by one, whatever else was tagged since. */
export function wayBack(ticket: Ticket, changes: FieldChanges): WayBack {
  const now = fromAndTo({}, ticket);
  const way: WayBack = { back: {}, kept: [] };
  for (const [field, [from, to]] of Object.entries(changes)) {
    if (field === 'tags') way.back.tags = tagsBack(ticket.tags, from as string[], to as string[]);
    if (!returnable.has(field) && !field.startsWith('field:')) continue;
    if (isSame(now[field]?.[1], to)) way.back[field] = from;
    else way.kept.push(field);
  }
  return way;
}

/**
 * Takes changes of a ticket back: each field is what it was, but for those that somebody changed since. Refused where that
 * leaves nothing of it.
 */
export function putBack(
  ticket: Ticket,
  { changes, statuses }: { changes: FieldChanges; statuses: readonly Status[] },
  now: Date,
): Decision {
  const { back, kept } = wayBack(ticket, changes);
  if (kept.length > 0 && Object.keys(back).length === 0) {
    throw new AppError('conflict', 'changed_since', `Ticket ${ticket.number} was changed again since.`);
  }
  const reason = { code: 'put_back', values: {} };
  const status = statuses.find(({ slug }) => slug === back.status);
  const steps: ((current: Ticket) => Decision)[] = [
    (current) => ('priority' in back ? changePriority(current, back.priority as Priority, reason) : unchanged),
    (current) => ('topicId' in back ? changeTopic(current, back.topicId as number | null, reason) : unchanged),
    (current) => ('tags' in back ? setTags(current, back.tags as string[], reason) : unchanged),
    (current) => setFields(current, { values: ownFields(back), reason }),
    (current) => assign(current, { ...holders(back), statuses, reason }, now),
    (current) => (status ? changeStatus(current, { to: status, reason }, now) : unchanged),
    (current) => ('snoozedUntil' in back ? sleepUntil(current, back.snoozedUntil, now) : unchanged),
  ];
  return inTurn(ticket, steps);
}

function tagsBack(now: readonly string[], was: readonly string[], became: readonly string[]): string[] {
  const kept = without(now, without(became, was));
  return [...kept, ...without(without(was, became), kept)];
}

function ownFields(back: Record<string, unknown>): Record<string, FieldValue | null> {
  const own = Object.entries(back).filter(([field]) => field.startsWith('field:'));
  return Object.fromEntries(own.map(([field, value]) => [field.slice('field:'.length), value as FieldValue | null]));
}

function holders({ teamId, assigneeId, tier }: Record<string, unknown>) {
  return {
    ...(teamId !== undefined && { teamId: teamId as number | null }),
    ...(assigneeId !== undefined && { assigneeId: assigneeId as number | null }),
    ...(tier !== undefined && { tier: tier as number }),
  };
}

/** A time that is over by now is no time to sleep until. */
function sleepUntil(ticket: Ticket, until: unknown, now: Date): Decision {
  const at = until === null ? null : new Date(String(until));
  return at === null || at <= now ? wake(ticket) : snooze(ticket, { until: at }, now);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
