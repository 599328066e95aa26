import { expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import type { Decision, FieldChanges } from '../events.ts';
import { assign } from './assign.ts';
import { after, inTurn } from './decide.ts';
import { setFields } from './fields.ts';
import { changePriority } from './priority.ts';
import { netChanges, putBack } from './put-back.ts';
import { snooze } from './snooze.ts';
import { changeStatus } from './status.ts';
import { addTags, removeTags, setTags } from './tag.ts';
import { aTicket, statuses, statusIn } from './ticket.fixture.ts';
import type { Ticket } from './ticket.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const tomorrow = new Date('2026-11-22T12:00:00.000Z');

type Step = (ticket: Ticket) => Decision;
const changesOf = ({ events }: Decision): FieldChanges => netChanges(events.map(({ changes = {} }) => changes));

/** Does it, lets others do theirs, and takes it back. */
function backFrom(ticket: Ticket, steps: readonly Step[], since: readonly Step[] = []): Ticket {
  const done = inTurn(ticket, steps);
  const later = after(ticket, done);
  const then = after(later, inTurn(later, since));
  return after(then, putBack(then, { changes: changesOf(done), statuses }, now));
}

const high: Step = (ticket) => changePriority(ticket, 'high');
const low: Step = (ticket) => changePriority(ticket, 'low');
const toBruno: Step = (ticket) => assign(ticket, { assigneeId: 2, teamId: 5, statuses }, now);
const solved: Step = (ticket) => changeStatus(ticket, { to: statusIn('solved') }, now);
const asleep: Step = (ticket) => snooze(ticket, { until: tomorrow }, now);
const named: Step = (ticket) => setFields(ticket, { values: { serial: '42', old: null } });

test('every field is what it was', () => {
  const ticket = aTicket({ assigneeId: 1, teamId: 3, tier: 2, tags: ['vip'], customFields: { old: 'x' } });
  const back = backFrom(ticket, [high, toBruno, named, asleep, (one) => setTags(one, ['late'])]);
  const { priority, assigneeId, teamId, tier, tags, customFields, snoozedUntil } = back;
  expect({ priority, assigneeId, teamId, tier, tags, customFields, snoozedUntil }).toEqual({
    priority: 'medium',
    assigneeId: 1,
    teamId: 3,
    tier: 2,
    tags: ['vip'],
    customFields: { old: 'x' },
    snoozedUntil: null,
  });
});

test('a new ticket that an assignment opened is new again', () => {
  const back = backFrom(aTicket({ status: statusIn('new') }), [toBruno]);
  expect([back.status.category, back.assigneeId]).toEqual(['new', null]);
});

test('a solved ticket is open again, and not solved', () => {
  const back = backFrom(aTicket(), [solved]);
  expect([back.status.category, back.solvedAt]).toEqual(['open', null]);
});

test('what somebody changed since stays as they made it; the rest goes back', () => {
  const back = backFrom(aTicket(), [high, toBruno], [low]);
  expect([back.priority, back.assigneeId]).toEqual(['low', null]);
});

test('where all of it was changed since, it is refused', () => {
  expect(() => backFrom(aTicket(), [high], [low])).toThrow(AppError);
});

test('a tag added since stays, the one added in bulk goes, the one taken away comes back', () => {
  const steps: Step[] = [(one) => removeTags(one, ['vip']), (one) => addTags(one, ['late'])];
  const back = backFrom(aTicket({ tags: ['vip'] }), steps, [(one) => addTags(one, ['boleto'])]);
  expect([...back.tags].sort()).toEqual(['boleto', 'vip']);
});

test('a ticket that slept until a time that is over is awake', () => {
  const back = backFrom(aTicket({ snoozedUntil: new Date(now.getTime() - 1) }), [asleep]);
  expect(back.snoozedUntil).toBeNull();
});

test('several changes of one field come to the first and the last; back where it was is no change', () => {
  expect(netChanges([{ priority: ['low', 'high'] }, { priority: ['high', 'critical'] }])).toEqual({
    priority: ['low', 'critical'],
  });
  expect(netChanges([{ priority: ['low', 'high'] }, { priority: ['high', 'low'] }])).toEqual({});
});
