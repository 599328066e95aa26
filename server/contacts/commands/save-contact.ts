import type { z } from 'zod';
import type { contactBody, updateContactBody } from '../../../contract/contacts.ts';
import { companyDomain, normaliseIdentity } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import type { EventType, FieldChanges } from '../../../domain/events.ts';
import { valueChanges, withValues } from '../../../domain/fields/changes.ts';
import type { FieldValues } from '../../../domain/fields/field.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { checkTimeZone } from '../../../domain/time-zone.ts';
import { readGivenFields } from '../../fields/commands/read-given.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import {
  type ContactFields,
  type Identity,
  insertContact,
  type LockedContact,
  lockContact,
  organizationIdOf,
  organizationOfDomains,
  saveContact,
  setIdentities,
} from '../store/contacts.ts';

// What agents write down about the people who ask. Who writes by himself is found or made by find-or-make.ts.

type Body = z.output<typeof updateContactBody>;

/** Answers with the new contact's public id. */
export async function addContact(
  p: Platform,
  asked: { actor: Actor; body: z.output<typeof contactBody> },
): Promise<string> {
  const identities = normalised(asked.body.identities);
  return transaction(p.db, async (tx) => {
    const at = p.clock.now();
    const fields = await fieldsOf(tx, asked.body, {});
    fields.organizationId ??= asked.body.organization === null ? null : await companyOf(tx, identities);
    const contact = await insertContact(tx, fields, at);
    await setIdentities(tx, contact.id, { identities, at });
    await tellOfContact(tx, { actor: asked.actor, at, id: contact.id, type: 'contact.created', changes: {} });
    return contact.uuid;
  });
}

export async function updateContact(
  p: Platform,
  contactId: string,
  asked: { actor: Actor; body: Body },
): Promise<void> {
  const identities = asked.body.identities ? normalised(asked.body.identities) : null;
  await transaction(p.db, async (tx) => {
    const before = await lockContact(tx, contactId);
    if (before.mergedInto !== null) throw alreadyMerged();
    const at = p.clock.now();
    await saveContact(tx, before.id, { fields: await fieldsOf(tx, asked.body, before.customFields), at });
    if (identities) await setIdentities(tx, before.id, { identities, at });
    const changes = fromTo(before, await lockContact(tx, contactId));
    if (Object.keys(changes).length === 0) return;
    await tellOfContact(tx, { actor: asked.actor, at, id: before.id, type: 'contact.changed', changes });
  });
}

function alreadyMerged(): AppError {
  return new AppError('conflict', 'contact_merged', 'This contact was merged into another one.');
}

function normalised(identities: readonly Identity[]): Identity[] {
  return identities.map(({ kind, value }, index) => {
    const kept = normaliseIdentity(kind, value);
    if (kept !== null) return { kind, value: kept };
    const sentence = 'This is not an address or number anybody can have.';
    throw new AppError('invalid', 'identity_invalid', sentence, {
      fields: { [`identities.${index}.value`]: sentence },
    });
  });
}

async function fieldsOf(tx: Tx, body: Body, kept: FieldValues): Promise<ContactFields> {
  checkTimeZone(body.timeZone);
  const { name, language, timeZone, notes, organization } = body;
  return {
    ...(name === undefined ? {} : { name }),
    ...(language === undefined ? {} : { language }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(notes === undefined ? {} : { notes }),
    ...(body.fields && { customFields: withValues(kept, await readGivenFields(tx, 'contact', body.fields)) }),
    ...(organization === undefined
      ? {}
      : { organizationId: organization === null ? null : await organizationIdOf(tx, organization) }),
  };
}

/** The organization that the domain of one of these addresses is known for. */
export function companyOf(tx: Tx, identities: readonly Identity[]): Promise<number | null> {
  const domains = identities.map(({ kind, value }) => companyDomain(kind, value));
  return organizationOfDomains(
    tx,
    domains.filter((domain) => domain !== null),
  );
}

/** From and to of what differs. */
export function fromTo(before: LockedContact, after: LockedContact): FieldChanges {
  const words = ({ customFields: _, ...contact }: LockedContact) => ({
    ...contact,
    identities: contact.identities.map(({ kind, value }) => `${kind}:${value}`).sort(),
  });
  const [from, to] = [words(before), words(after)];
  const fields = Object.keys(from) as (keyof typeof from)[];
  const plain = Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]))
      .map((field) => [field, [from[field], to[field]] as const]),
  );
  return { ...plain, ...valueChanges(before.customFields, after.customFields) };
}

type Told = { actor: Actor; at: Date; id: number; type: EventType; changes: FieldChanges };

export async function tellOfContact(tx: Tx, { actor, at, id, type, changes }: Told): Promise<void> {
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'contact', subjectId: id };
  await recordEvents(tx, about, [{ type, changes }]);
}
