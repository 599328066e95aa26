import { triggerEvents } from '../../domain/automation/rule.ts';
import type { Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { runTriggers } from './commands/run-triggers.ts';

/** One event, one transaction: what its triggers do is saved together, with the cursor. */
export const triggersReader = (p: Platform): Reader => ({
  name: 'triggers',
  types: triggerEvents,
  react: (tx, event) => runTriggers(tx, p, event),
});
