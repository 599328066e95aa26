import { changesOf, checkContactMerge, mergeValues, undoValues } from '../../../domain/contact-merge.ts';
import { AppError } from '../../../domain/errors.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { branchOf, type Merges, topOf } from '../../../domain/tickets/merge-tree.ts';
import { changePerson, lockPeople, type Person } from '../../contacts/commands/people.ts';
import { getContact } from '../../contacts/reads/contacts.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import {
  contactMergesAround,
  endContactMerge,
  insertContactMerge,
  standingContactMerge,
} from '../store/contact-merges.ts';
import { type MovedTicket, moveAll, moveBack, rememberParticipants, standParticipants } from '../store/move-people.ts';

// Contacts that are one person: addresses, tickets and messages of the one are the other's from then on, until the merge is undone.
// domain/tickets/merge-tree.ts has the law of where everything is, domain/contact-merge.ts what becomes of the values.

type Merging = { actor: AgentActor; request: { ip: string; id: string } };

/** Only who sees both merges them. `take`: the values of the other one that replace those of the one that stays. */
export async function mergeContacts(
  p: Platform,
  asked: Merging & { contactId: string; otherId: string; take: readonly string[] },
): Promise<void> {
  const { actor, contactId, otherId } = asked;
  await Promise.all([contactId, otherId].map((id) => getContact(p.db, actor, id)));
  await transaction(p.db, async (tx) => {
    const at = p.clock.now();
    const [kept, other] = (await lockPeople(tx, [contactId, otherId])) as [Person, Person];
    checkContactMerge(other, kept);
    const changes = changesOf(mergeValues(kept.values, other.values, asked.take));
    const before = await around(tx, [kept.id, other.id]);
    await rememberParticipants(tx, before, [kept.id, other.id]);
    const moved = await moveAll(tx, { from: other.id, to: kept.id, branch: branchOf(before, other.id) }, at);
    await standParticipants(tx, new Map([...before, [other.id, kept.id]]), [kept.id, other.id]);
    await insertContactMerge(tx, { from: other.id, into: kept.id, agentId: actor.id, changes, at });
    await changePerson(tx, kept, { changes, at });
    await tell(tx, { ...asked, at, type: 'contact.merged', kept, other, changes });
    await tellTickets(tx, { actor, at, moved, from: other.id, to: kept.id });
  });
}

/** At any time, and also where the other contact was merged on since: what belonged to this one is theirs again. */
export async function unmergeContact(p: Platform, asked: Merging & { contactId: string }): Promise<void> {
  const { actor } = asked;
  await getContact(p.db, actor, asked.contactId);
  await transaction(p.db, async (tx) => {
    const at = p.clock.now();
    const [contact] = (await lockPeople(tx, [asked.contactId])) as [Person];
    const found = await standingContactMerge(tx, contact.id);
    if (found === null) throw notMerged();
    const { merge } = found;
    const before = await around(tx, [contact.id]);
    const top = topOf(before, contact.id);
    const after = new Map([...before].filter(([from]) => from !== contact.id));
    await rememberParticipants(tx, before, [contact.id]);
    const moved = await moveBack(tx, { from: top, to: contact.id, branch: branchOf(before, contact.id) }, at);
    await standParticipants(tx, after, [contact.id, merge.intoId]);
    const [kept] = (await lockPeople(tx, [merge.intoUuid])) as [Person];
    const { changes, later } = undoValues(merge.changes, kept.values, found.later);
    await endContactMerge(tx, merge, { later, at });
    await changePerson(tx, kept, { changes, at });
    await tell(tx, { ...asked, at, type: 'contact.unmerged', kept, other: contact, changes });
    await tellTickets(tx, { actor, at, moved, from: top, to: contact.id });
  });
}

async function around(tx: Tx, contactIds: readonly number[]): Promise<Merges> {
  const merges = new Map<number, number>();
  for (const id of contactIds) for (const [from, into] of await contactMergesAround(tx, id)) merges.set(from, into);
  return merges;
}

function notMerged(): AppError {
  return new AppError('conflict', 'contact_not_merged', 'This contact is not merged, or somebody undid it already.');
}

type Told = Merging & {
  at: Date;
  type: 'contact.merged' | 'contact.unmerged';
  kept: Person;
  other: Person;
  changes: FieldChanges;
};

async function tell(tx: Tx, { actor, request, at, type, kept, other, changes }: Told): Promise<void> {
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'contact' };
  const names = { name: kept.values.name, other: other.values.name };
  await recordEvents(tx, { ...about, subjectId: kept.id }, [{ type, changes, details: { otherId: other.id } }]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action: type,
    objectKind: 'contact',
    objectId: kept.uuid,
    details: { ...names, otherId: other.uuid },
  });
}

type TicketsTold = { actor: AgentActor; at: Date; moved: readonly MovedTicket[]; from: number; to: number };

async function tellTickets(tx: Tx, { actor, at, moved, from, to }: TicketsTold): Promise<void> {
  const about = { at, actor, cause: causeOf(actor), channel: null };
  for (const { id, version } of moved) {
    const changes = { requesterId: [from, to] as const };
    const event = { type: 'ticket.requester_changed' as const, changes, details: { isOnePerson: true } };
    await recordEvents(tx, { ...about, ticketId: id, ticketVersion: version }, [event]);
  }
}
