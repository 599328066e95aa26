import { triggerEvents } from '../../domain/automation/rule.ts';
import { eventTypes } from '../../domain/events.ts';
import type { Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { keepTimers } from './commands/keep-timers.ts';
import { runTriggers } from './commands/run-triggers.ts';

/** What the triggers of some events do is saved together, with the cursor. */
export const triggersReader = (p: Platform): Reader => ({
  name: 'triggers',
  types: triggerEvents,
  batch: 20,
  reactToAll: (tx, events) => runTriggers(tx, p, events),
});

/** Whatever happens to a ticket may change what its automations wait for. */
export const automationsReader = (p: Platform): Reader => ({
  name: 'automations',
  types: eventTypes.filter((type) => /^(ticket|message|sla)\./.test(type)),
  batch: 50,
  reactToAll: (tx, events) => keepTimers(tx, p, events),
});
