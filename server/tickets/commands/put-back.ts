import type { FieldChanges } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { netChanges, putBack } from '../../../domain/tickets/put-back.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { changesAfter, newestEventOf } from '../reads/changes-since.ts';
import { statusesOf } from '../reads/statuses.ts';
import { lockTicket } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';
import { refuseUnfilled } from './fields.ts';
import { unmergeIn } from './unmerge.ts';

// What is done to many tickets at once is remembered by what the log says of it, and taken back by that.

type Asked = { actor: AgentActor; number: number };

/**
 * Holds a ticket, lets something be done to it in the same transaction, and says what that changed of it. As by hand, an agent
 * solves only what has the values its topic demands.
 */
export async function changesBy(
  tx: Tx,
  p: Platform,
  { act, ...by }: Asked & { act: (ticketId: number) => Promise<unknown> },
): Promise<FieldChanges> {
  const before = await lockTicket(tx, p, by);
  const newest = await newestEventOf(tx, before.id);
  await act(before.id);
  const changes = netChanges(await changesAfter(tx, { ticketId: before.id, eventId: newest }));
  if ('status' in changes && !('mergedInto' in changes)) {
    const { status, topicId, customFields, resolution } = await lockTicket(tx, p, { number: by.number, actor: system });
    await refuseUnfilled(tx, before, { changes: { status, topicId, customFields, resolution }, events: [] });
  }
  return changes;
}

/** The agent may have given away what they see no more. */
const system = { kind: 'system' } as const;

/** Takes back what `changesBy` said, as far as nobody changed it since. */
export async function putTicketBack(
  tx: Tx,
  p: Platform,
  { changes, ...by }: Asked & { changes: FieldChanges },
): Promise<void> {
  if ('mergedInto' in changes) return unmergeIn(tx, p, by);
  const ticket = await lockTicket(tx, p, by);
  const at = p.clock.now();
  const decision = putBack(ticket, { changes, statuses: await statusesOf(p, tx) }, at);
  await saveDecision(tx, ticket, { at, actor: by.actor, cause: causeOf(by.actor), channel: null, decision });
}
