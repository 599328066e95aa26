import type { Cause, EventDraft } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { Tx } from '../platform.ts';

/** Who, when and about what: the part of an event that the rule which drafted it does not know. */
type EventContext = {
  at: Date;
  actor: Actor;
  cause: Cause;
  channel: string | null;
  ticketId?: number;
  ticketVersion?: number;
  messageId?: number;
  subjectKind?: string;
  subjectId?: number;
};

/**
 * Writes what happened, in the transaction of the change. The caller holds the row lock of what the events are about:
 * without it, two transactions' events on one thing could be numbered in another order than they happened.
 */
export async function recordEvents(tx: Tx, context: EventContext, drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await tx
    .insertInto('events')
    .values(drafts.map((draft) => eventRow(context, draft)))
    .execute();
}

/** JSON columns are JSON text already. */
function eventRow(context: EventContext, draft: EventDraft) {
  return {
    at: context.at,
    type: draft.type,
    ticket_id: context.ticketId ?? null,
    message_id: context.messageId ?? null,
    subject_kind: context.subjectKind ?? null,
    subject_id: context.subjectId ?? null,
    ticket_version: context.ticketVersion ?? null,
    actor_kind: context.actor.kind,
    actor_id: 'id' in context.actor ? context.actor.id : null,
    channel: context.channel,
    cause: JSON.stringify(context.cause),
    changes: JSON.stringify(draft.changes ?? {}),
    reason: draft.reason ? JSON.stringify(draft.reason) : null,
    details: JSON.stringify(draft.details ?? {}),
  };
}

/** The cause of what an actor does directly; a rule's own depth is already counted in the actor. */
export function causeOf(actor: Actor): Cause {
  return {
    kind: actor.kind,
    id: 'id' in actor ? actor.id : null,
    depth: actor.kind === 'rule' ? actor.depth : 0,
    ...(actor.kind === 'rule' && actor.chain && { chain: actor.chain }),
    ...(actor.kind === 'rule' && actor.occasion && { occasion: actor.occasion }),
    ...(actor.kind === 'agent' && actor.macro && { macro: actor.macro }),
  };
}
