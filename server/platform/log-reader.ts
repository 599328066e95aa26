import type { Cause, EventType, FieldChanges, Reason } from '../../domain/events.ts';
import type { Tx } from './platform.ts';

/** An event as its readers see it. `position` is its place in the log: strictly rising, never reused. */
export type LoggedEvent = {
  id: number;
  position: number;
  at: Date;
  type: EventType;
  ticketId: number | null;
  messageId: number | null;
  subjectKind: string | null;
  subjectId: number | null;
  ticketVersion: number | null;
  actorKind: 'agent' | 'contact' | 'rule' | 'system';
  actorId: number | null;
  channel: string | null;
  cause: Cause;
  changes: FieldChanges;
  reason: Reason | null;
  details: Record<string, unknown>;
};

/** A room's `reactions.ts` exports one: its cursor's name, the types it wants, and what it does in one transaction with its cursor. */
export type Reader = {
  name: string;
  types: readonly EventType[];
  react(tx: Tx, event: LoggedEvent): Promise<void>;
};
