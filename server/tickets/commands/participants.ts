import type { ParticipantsBody } from '../../../contract/tickets.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { refuseIfClosed } from '../../../domain/tickets/decide.ts';
import { findOrMakeContact } from '../../contacts/commands/find-or-make.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lockTicket } from '../store/lock.ts';
import { deleteParticipants, insertParticipants, ownAddresses } from '../store/participants.ts';
import { saveDecision } from '../store/save.ts';

/** Contacts who take part in the ticket beside its requester: they may write into it, and get copies of what is answered. */
export async function addParticipants(
  tx: Tx,
  p: Platform,
  { ticketId, contactIds }: { ticketId: number; contactIds: readonly number[] },
): Promise<void> {
  if (contactIds.length > 0) await insertParticipants(tx, ticketId, { contactIds, agentId: null, at: p.clock.now() });
}

type Changing = { actor: AgentActor; number: number; body: ParticipantsBody };

/** An agent says who gets copies from now on. Whom they add beside a mail's choice is no outsider any more. */
export async function changeParticipants(p: Platform, { actor, number, body }: Changing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const contactIds = await contactsOf(tx, p, body.add ?? []);
    const ticket = await lockTicket(tx, p, { actor, number });
    refuseIfClosed(ticket);
    const removed = await deleteParticipants(tx, ticket.id, body.remove ?? []);
    const at = p.clock.now();
    const added = await insertParticipants(tx, ticket.id, { contactIds, agentId: actor.id, at });
    if (added.length + removed.length === 0) return;
    const details = { added: { contactId: added }, removed: { contactId: removed } };
    const decision = { changes: {}, events: [{ type: 'ticket.participants_changed' as const, details }] };
    await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
  });
}

async function contactsOf(tx: Tx, p: Platform, people: NonNullable<ParticipantsBody['add']>): Promise<number[]> {
  const own = await ownAddresses(
    tx,
    people.map(({ email }) => email),
  );
  if (own[0] !== undefined) {
    const sentence = `${own[0]} is an address of this desk.`;
    throw new AppError('invalid', 'own_address', sentence, { fields: { add: sentence } });
  }
  const ids: number[] = [];
  for (const { email, name } of people) {
    const person = { kind: 'email' as const, value: email, name: name ?? '', isVerified: false, language: null };
    ids.push((await findOrMakeContact(tx, p, person)).contactId);
  }
  return ids;
}
