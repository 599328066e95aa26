import type { HistoryEntry } from '../../contract/tickets.ts';
import { type Priority, priorities } from '../../domain/tickets/ticket.ts';
import { t } from '../../locales/translate.ts';
import { fullTime } from '../app/format.ts';
import { metricName } from './sla-words.ts';
import { gradeName, priorityName, statusName, wordOf } from './words.ts';

type Statuses = { slug: string; name: Record<string, string> }[] | undefined;

/** One event as a sentence without its actor; empty when there is nothing to tell. */
export function sayEvent(entry: HistoryEntry, statuses: Statuses): string {
  switch (entry.type) {
    case 'ticket.opened':
      return t('Ticket opened');
    case 'ticket.reopened':
      return t('Reopened');
    case 'ticket.solved':
      return t('Solved');
    case 'ticket.closed':
      return t('Closed for good');
    case 'ticket.status_changed':
      return t('Status: {status}', { status: statusName(slugOf(to(entry, 'status')), statuses) });
    case 'ticket.priority_changed':
      return t('Priority: {priority}', { priority: priorityWord(to(entry, 'priority')) });
    case 'ticket.topic_changed':
      return t('Topic: {topic}', { topic: wordOf(to(entry, 'topic')) || t('none') });
    case 'ticket.tags_changed':
      return sayTags(entry);
    case 'ticket.assigned':
      return sayAssigned(entry);
    default:
      return sayRarer(entry);
  }
}

function sayRarer(entry: HistoryEntry): string {
  switch (entry.type) {
    case 'ticket.solve_refused':
      return t('Not solved, as a mail had asked');
    case 'ticket.not_assigned':
      return t('Nobody could take it');
    case 'ticket.requester_changed':
      return entry.details.isOnePerson === true
        ? t('Requester: {name}', { name: wordOf(to(entry, 'requester')) || t('nobody') })
        : t('Requester changed');
    case 'ticket.participants_changed':
      return sayCopies(entry);
    case 'ticket.followed':
      return t('{name} follows the ticket', { name: wordOf(entry.details.agent) || t('A former agent') });
    case 'agent.mentioned':
      return t('{name} was mentioned', { name: wordOf(entry.details.agent) || t('A former agent') });
    case 'agent.notified':
      return t('{name} was called by a rule', { name: wordOf(entry.details.agent) || t('A former agent') });
    case 'delivery.failed':
      return t('A message could not be delivered');
    case 'delivery.bounced':
      return t('A message came back');
    default:
      return sayLink(entry) || sayMerge(entry) || sayHanding(entry) || sayTriage(entry) || saySla(entry);
  }
}

function sayLink(entry: HistoryEntry): string {
  const number = numberOf(entry);
  const { kind } = entry.details;
  if (entry.type === 'ticket.linked') {
    if (kind === 'incident_of') return t('Is an incident of #{number}', { number });
    if (kind === 'problem_of') return t('Has the incident #{number}', { number });
    return t('Linked to another ticket');
  }
  if (entry.type !== 'ticket.unlinked') return '';
  if (kind === 'incident_of') return t('No longer an incident of #{number}', { number });
  if (kind === 'problem_of') return t('#{number} is no incident of it any more', { number });
  return t('Found not to belong to #{number}', { number });
}

/** Over to another ticket and back; a split that is undone ends so, too. */
function sayMerge(entry: HistoryEntry): string {
  const number = numberOf(entry);
  const { endsSplit } = entry.details;
  switch (entry.type) {
    case 'ticket.merged':
      return endsSplit
        ? t('Went back to #{number}: the split was undone', { number })
        : t('Went over to #{number}', { number });
    case 'ticket.took_in':
      return endsSplit
        ? t('#{number} came back here: the split was undone', { number })
        : t('Took in #{number}', { number });
    case 'ticket.unmerged':
      return t('Came back from #{number}: the merge was undone', { number });
    case 'ticket.gave_back':
      return t('Gave #{number} back: the merge was undone', { number });
    default:
      return '';
  }
}

/** Up, back, asleep, awake. */
function sayHanding(entry: HistoryEntry): string {
  const { details } = entry;
  switch (entry.type) {
    case 'ticket.escalated':
      return t('Escalated to {place}', { place: placeOf(details) });
    case 'ticket.deescalated':
      return t('Given back to {place}', { place: wordOf(details.agent) || placeOf(details) });
    case 'ticket.snoozed':
      return t('Snoozed until {time}', { time: fullTime(String(to(entry, 'snoozedUntil'))) });
    case 'ticket.woke':
      return t('Awake again');
    default:
      return '';
  }
}

/** What was said of the case itself. */
function sayTriage(entry: HistoryEntry): string {
  if (entry.type === 'ticket.resolution_recorded') {
    return to(entry, 'resolution') === null ? t('Resolution taken away') : t('Resolution written down');
  }
  if (entry.type !== 'ticket.graded') return '';
  const parts: string[] = [];
  if ('impact' in entry.changes) parts.push(t('Impact: {grade}', { grade: gradeWord(to(entry, 'impact')) }));
  if ('urgency' in entry.changes) parts.push(t('Urgency: {grade}', { grade: gradeWord(to(entry, 'urgency')) }));
  return parts.join(' · ');
}

function gradeWord(grade: unknown): string {
  return grade === 1 || grade === 2 || grade === 3 ? gradeName(grade) : t('Not said');
}

function placeOf({ team, tier }: HistoryEntry['details']): string {
  const name = wordOf(team) || t('no team');
  return Number(tier) > 1 ? t('{name}, tier {tier}', { name, tier: Number(tier) }) : name;
}

function saySla({ type, details, changes }: HistoryEntry): string {
  if (type === 'sla.applied') {
    const name = wordOf(changes.slaPolicy?.[1]);
    return name === '' ? t('SLA policy by its conditions again') : t('SLA policy given: {name}', { name });
  }
  if (type === 'sla.recomputed') return t('Due at another time: promises or business hours were changed');
  if (type !== 'sla.warned' && type !== 'sla.breached') return '';
  const promise = metricName(String(details.metric));
  return type === 'sla.warned' ? t('Soon due: {promise}', { promise }) : t('Late: {promise}', { promise });
}

function sayAssigned(entry: HistoryEntry): string {
  const parts: string[] = [];
  if ('team' in entry.changes) {
    const name = wordOf(to(entry, 'team'));
    parts.push(name === '' ? t('Taken from its team') : t('Team: {name}', { name }));
  }
  if ('assignee' in entry.changes) {
    const name = wordOf(to(entry, 'assignee'));
    parts.push(name === '' ? t('Assigned to nobody') : t('Assigned to {name}', { name }));
  }
  return parts.join(' · ');
}

function sayCopies({ details }: HistoryEntry): string {
  const names = (side: unknown) => wordsOf((side as { contact?: unknown } | undefined)?.contact).join(', ');
  const [added, removed] = [names(details.added), names(details.removed)];
  const parts: string[] = [];
  if (added !== '') parts.push(t('Copy to {names}', { names: added }));
  if (removed !== '') parts.push(t('No copy to {name}', { name: removed }));
  return parts.join(' · ');
}

function wordsOf(values: unknown): string[] {
  return Array.isArray(values) ? values.map(wordOf).filter((word) => word !== '') : [];
}

function numberOf({ details }: HistoryEntry): string {
  return String((details.ticket as { number?: number } | null)?.number ?? '?');
}

function sayTags(entry: HistoryEntry): string {
  const [from, now] = entry.changes.tags ?? [[], []];
  const before = Array.isArray(from) ? from.map(String) : [];
  const after = Array.isArray(now) ? now.map(String) : [];
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  const parts: string[] = [];
  if (added.length > 0) parts.push(t('Tags added: {tags}', { tags: added.join(', ') }));
  if (removed.length > 0) parts.push(t('Tags removed: {tags}', { tags: removed.join(', ') }));
  return parts.join(' · ');
}

function to(entry: HistoryEntry, field: string): unknown {
  return entry.changes[field]?.[1];
}

function slugOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'slug' in value ? String(value.slug) : wordOf(value);
}

function priorityWord(value: unknown): string {
  const known = priorities.find((priority) => priority === value);
  return known === undefined ? wordOf(value) : priorityName(known as Priority);
}
