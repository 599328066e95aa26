import { type Decision, type Reason, unchanged } from '../events.ts';
import type { FieldValue } from '../fields/field.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import type { Ticket } from './ticket.ts';

/** Sets values of the desk's own fields by their key; null takes one away. What is not named stays. */
export function setFields(
  ticket: Ticket,
  asked: { values: Readonly<Record<string, FieldValue | null>>; reason?: Reason },
): Decision {
  const changed = Object.entries(asked.values).filter(([key, value]) => !isSame(ticket.customFields[key], value));
  if (changed.length === 0) return unchanged;
  refuseIfClosed(ticket);

  const values = { ...ticket.customFields, ...Object.fromEntries(changed) };
  const kept = Object.entries(values).filter((entry): entry is [string, FieldValue] => entry[1] !== null);
  return changeTo(
    ticket,
    { customFields: Object.fromEntries(kept) },
    { type: 'ticket.fields_changed', reason: asked.reason },
  );
}

function isSame(was: unknown, is: FieldValue | null): boolean {
  return JSON.stringify(was ?? null) === JSON.stringify(is);
}
