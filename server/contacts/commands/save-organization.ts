import type { z } from 'zod';
import type { organizationBody, updateOrganizationBody } from '../../../contract/contacts.ts';
import { isPublicMailDomain, normaliseDomain } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import { valueChanges, withValues } from '../../../domain/fields/changes.ts';
import type { FieldValues } from '../../../domain/fields/field.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { readGivenFields } from '../../fields/commands/read-given.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import {
  insertOrganization,
  type LockedOrganization,
  lockOrganization,
  type OrganizationFields,
  organizationNamed,
  saveOrganization,
  setDomains,
} from '../store/organizations.ts';

// The companies people write from, known by the domains of their addresses.

type Body = z.output<typeof updateOrganizationBody>;

/** Answers with the new organization's public id. */
export async function addOrganization(
  p: Platform,
  asked: { actor: Actor; body: z.output<typeof organizationBody> },
): Promise<string> {
  const domains = normalised(asked.body.domains ?? []);
  return transaction(p.db, async (tx) => {
    const at = p.clock.now();
    const { id, uuid } = await insertOrganization(
      tx,
      { ...(await fieldsOf(tx, asked.body, {})), name: asked.body.name },
      at,
    );
    await setDomains(tx, id, domains);
    await tell(tx, { actor: asked.actor, at, id, changes: { name: [null, asked.body.name] } });
    return uuid;
  });
}

/** The organization of this name, made where there is none. */
export async function findOrMakeOrganization(
  tx: Tx,
  { actor, name, at }: { actor: Actor; name: string; at: Date },
): Promise<{ id: number; isNew: boolean }> {
  const known = await organizationNamed(tx, name);
  if (known !== null) return { id: known, isNew: false };
  const { id } = await insertOrganization(tx, { name }, at);
  await tell(tx, { actor, at, id, changes: { name: [null, name] } });
  return { id, isNew: true };
}

export async function updateOrganization(
  p: Platform,
  organizationId: string,
  asked: { actor: Actor; body: Body },
): Promise<void> {
  const domains = asked.body.domains ? normalised(asked.body.domains) : null;
  await transaction(p.db, async (tx) => {
    const before = await lockOrganization(tx, organizationId);
    const at = p.clock.now();
    await saveOrganization(tx, before.id, { fields: await fieldsOf(tx, asked.body, before.customFields), at });
    if (domains) await setDomains(tx, before.id, domains);
    const changes = fromTo(before, await lockOrganization(tx, organizationId));
    if (Object.keys(changes).length === 0) return;
    await tell(tx, { actor: asked.actor, at, id: before.id, changes });
  });
}

async function fieldsOf(tx: Tx, body: Body, kept: FieldValues): Promise<OrganizationFields> {
  const { name, isVip, notes } = body;
  return {
    ...(name === undefined ? {} : { name }),
    ...(isVip === undefined ? {} : { isVip }),
    ...(notes === undefined ? {} : { notes }),
    ...(body.fields && { customFields: withValues(kept, await readGivenFields(tx, 'organization', body.fields)) }),
  };
}

function normalised(domains: readonly string[]): string[] {
  return domains.map((domain, index) => {
    const kept = normaliseDomain(domain);
    if (kept === null) throw wrongDomain(index, 'domain_invalid', 'This is not a domain.');
    if (isPublicMailDomain(kept)) {
      throw wrongDomain(index, 'domain_public', 'Everybody can have an address at this provider.');
    }
    return kept;
  });
}

function wrongDomain(index: number, code: string, sentence: string): AppError {
  return new AppError('invalid', code, sentence, { fields: { [`domains.${index}`]: sentence } });
}

function fromTo(before: LockedOrganization, after: LockedOrganization): FieldChanges {
  const fields = Object.keys(before).filter((field) => field !== 'customFields') as (keyof LockedOrganization)[];
  const plain = Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, [before[field], after[field]] as const]),
  );
  return { ...plain, ...valueChanges(before.customFields, after.customFields) };
}

type Told = { actor: Actor; at: Date; id: number; changes: FieldChanges };

async function tell(tx: Tx, { actor, at, id, changes }: Told): Promise<void> {
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'organization', subjectId: id };
  await recordEvents(tx, about, [{ type: 'organization.changed', changes }]);
}
