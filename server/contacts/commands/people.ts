import type { PersonValues } from '../../../domain/contact-merge.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import { type FieldValue, fieldName } from '../../../domain/fields/field.ts';
import type { Tx } from '../../platform/platform.ts';
import { byAge, type LockedContact, lockContact, saveContact } from '../store/contacts.ts';

/** A contact that is held, with all that is written down about them by name. */
export type Person = { id: number; uuid: string; mergedInto: number | null; values: PersonValues };

/** In the order asked for; locked by ascending id, so that two who merge the same ones never wait for each other. */
export async function lockPeople(tx: Tx, uuids: readonly string[]): Promise<Person[]> {
  const people = new Map<string, Person>();
  for (const uuid of await byAge(tx, uuids)) people.set(uuid, personOf(uuid, await lockContact(tx, uuid)));
  return uuids.flatMap((uuid) => people.get(uuid) ?? []);
}

function personOf(uuid: string, contact: LockedContact): Person {
  const { id, mergedInto, name, language, timeZone, organizationId, notes, customFields } = contact;
  const own = Object.entries(customFields).map(([key, value]) => [fieldName(key), value] as const);
  return {
    id,
    uuid,
    mergedInto,
    values: { name, language, timeZone, organizationId, notes, ...Object.fromEntries(own) },
  };
}

/** Sets the values that a merge or its undoing changes. */
export async function changePerson(
  tx: Tx,
  person: Person,
  { changes, at }: { changes: FieldChanges; at: Date },
): Promise<void> {
  const values = {
    ...person.values,
    ...Object.fromEntries(Object.entries(changes).map(([name, [, to]]) => [name, to])),
  };
  const own = Object.entries(values).flatMap(([name, value]) =>
    name.startsWith(fieldName('')) && value !== null ? [[name.slice(fieldName('').length), value as FieldValue]] : [],
  );
  const fields = {
    name: (values.name ?? '') as string,
    language: values.language as string | null,
    timeZone: values.timeZone as string | null,
    organizationId: values.organizationId as number | null,
    notes: (values.notes ?? '') as string,
    customFields: Object.fromEntries(own) as Record<string, FieldValue>,
  };
  await saveContact(tx, person.id, { fields, at });
}
