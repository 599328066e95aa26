import type { FieldChanges } from '../../../../domain/events.ts';
import { type FieldValue, fieldName } from '../../../../domain/fields/field.ts';
import type { AgentActor } from '../../../../domain/permissions.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import type { DoneRow } from '../../reads/imports.ts';
import { type ContactFields, type LockedContact, lockContactById, saveContact } from '../../store/contacts.ts';
import { isUntouched, type PlacedResult, removeIdentities, removeUntouched } from '../../store/imports.ts';
import { fromTo, tellOfContact } from '../save-contact.ts';

/** Takes back what a row did: the contact it made goes, the values it changed are what they were. What was used or changed since stays. */
export async function takeBackRow(
  tx: Tx,
  p: Platform,
  { actor, row }: { actor: AgentActor; row: DoneRow },
): Promise<PlacedResult> {
  const { place, contactId, done } = row;
  const act = row.state === 'made' ? unmake : putBack;
  // What an organization needs to be taken back stays written down.
  if (contactId !== null && (await act(tx, p, { actor, row, contactId }))) return { place, state: 'undone', done };
  return { place, state: 'left', contactId, done };
}

type Held = { actor: AgentActor; row: DoneRow; contactId: number };

async function unmake(tx: Tx, p: Platform, { actor, row, contactId }: Held): Promise<boolean> {
  if (!(await removeUntouched(tx, contactId, new Date(row.done.at)))) return false;
  await tellOfContact(tx, { actor, at: p.clock.now(), id: contactId, type: 'contact.removed', changes: {} });
  return true;
}

async function putBack(tx: Tx, p: Platform, { actor, row, contactId }: Held): Promise<boolean> {
  if (!(await isUntouched(tx, contactId, new Date(row.done.at)))) return false;
  const at = p.clock.now();
  const before = await lockContactById(tx, contactId);
  await removeIdentities(tx, contactId, row.done.identities);
  await saveContact(tx, contactId, { fields: valuesBefore(before, row.done.changes), at });
  const changes = fromTo(before, await lockContactById(tx, contactId));
  await tellOfContact(tx, { actor, at, id: contactId, type: 'contact.changed', changes });
  return true;
}

function valuesBefore(now: LockedContact, changes: FieldChanges): ContactFields {
  const was = (name: string) => changes[name]?.[0];
  const own: Record<string, FieldValue> = { ...now.customFields };
  for (const name of Object.keys(changes).filter((one) => one.startsWith(fieldName('')))) {
    const key = name.slice(fieldName('').length);
    if (was(name) === null || was(name) === undefined) delete own[key];
    else own[key] = was(name) as FieldValue;
  }
  const plain = ['name', 'organizationId', 'language', 'notes'].filter((name) => name in changes);
  return { ...Object.fromEntries(plain.map((name) => [name, was(name)])), customFields: own };
}
