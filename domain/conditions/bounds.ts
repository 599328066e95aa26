import { businessTimeAgo } from '../business-hours/business-time-ago.ts';
import type { Calendar } from '../business-hours/calendar.ts';
import { AppError } from '../errors.ts';
import type { OperatorId } from './operators.ts';
import type { Value } from './values.ts';

/**
 * One side of one instant, in milliseconds of Unix time or infinite: what every question about time comes down to, here and in
 * SQL. The instant itself is on neither side.
 */
export type Bound = { side: 'before' | 'after'; at: number };

const hour = 3_600_000;

/** Does the operator count the hours of the ticket's own calendar? Then it has a bound for each of them. */
export function countsBusinessHours(op: OperatorId): boolean {
  return op.startsWith('business_hours_');
}

export function boundOf(op: OperatorId, value: Value | undefined, now: Date): Bound {
  const lengths = Math.round(Number(value) * hour);
  switch (op) {
    case 'before':
      return { side: 'before', at: Date.parse(String(value)) };
    case 'after':
      return { side: 'after', at: Date.parse(String(value)) };
    case 'is_past': // the very instant is past: its time is up
      return { side: 'before', at: now.getTime() + 1 };
    case 'hours_since_more_than':
      return { side: 'before', at: now.getTime() - lengths };
    case 'hours_since_less_than':
      return { side: 'after', at: now.getTime() - lengths };
    case 'hours_until_more_than':
      return { side: 'after', at: now.getTime() + lengths };
    case 'hours_until_less_than':
      return { side: 'before', at: now.getTime() + lengths };
    default:
      return unanswerable(op);
  }
}

/** The same for the hours of one calendar. */
export function businessBoundOf(
  op: OperatorId,
  value: Value | undefined,
  by: { now: Date; calendar: Calendar },
): Bound {
  const { earliest, latest } = businessTimeAgo(by.calendar, by.now, Math.round(Number(value) * hour));
  if (op === 'business_hours_since_more_than') return { side: 'before', at: earliest };
  if (op === 'business_hours_since_less_than') return { side: 'after', at: latest };
  return unanswerable(op);
}

/** An operator the catalogue offers and nobody answers: a mistake of ours, never a no. */
export function unanswerable(op: OperatorId): never {
  throw new AppError('invalid', 'condition_operator_invalid', `Nothing answers the operator ${op}.`);
}
