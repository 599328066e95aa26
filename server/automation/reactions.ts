import { triggerEvents } from '../../domain/automation/rule.ts';
import { type EventType, eventTypes } from '../../domain/events.ts';
import type { LoggedEvent, Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { keepTimers, renewLater } from './commands/keep-timers.ts';
import { runTriggers } from './commands/run-triggers.ts';

/** What the triggers of some events do is saved together, with the cursor. */
export const triggersReader = (p: Platform): Reader => ({
  name: 'triggers',
  types: triggerEvents,
  batch: 20,
  reactToAll: (tx, events) => runTriggers(tx, p, events),
});

/**
 * Whatever happens to a ticket may change what its automations wait for; so may what happens to whose it is, and when the desk is
 * open. It reads behind the clocks: when a ticket is due after an event is known by then, and a due time that moves without one
 * is told by `sla.recomputed`.
 */
export const automationsReader = (p: Platform): Reader => ({
  name: 'automations',
  behind: 'sla',
  types: eventTypes.filter((type) => /^(ticket|message|sla)\./.test(type) || type in outsideOf),
  batch: 50,
  async reactToAll(tx, events) {
    await keepTimers(tx, p, events);
    for (const event of events) {
      const changed = outsideOf[event.type]?.(event);
      if (changed) await renewLater(tx, p, changed);
    }
  },
});

type Changed = Parameters<typeof renewLater>[2];
const hours: Changed = { outside: 'hours', of: null };

function ofSubject(kind: 'contact' | 'organization') {
  return ({ subjectId }: LoggedEvent): Changed | null =>
    subjectId === null ? null : { outside: 'people', of: { kind, id: subjectId } };
}

/** What changes beside tickets, by the event that tells of it. */
const outsideOf: Partial<Record<EventType, (event: LoggedEvent) => Changed | null>> = {
  'contact.changed': ofSubject('contact'),
  'contact.merged': ofSubject('contact'),
  'contact.unmerged': ofSubject('contact'),
  'organization.changed': ofSubject('organization'),
  'business_hours.changed': () => hours,
  'settings.changed': ({ changes }) => ('timeZone' in changes ? hours : null),
};
