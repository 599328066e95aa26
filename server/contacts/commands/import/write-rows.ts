import { planRow, type RowPlan } from '../../../../domain/contact-imports/plan.ts';
import { type ReadRow, readRow } from '../../../../domain/contact-imports/read-row.ts';
import type { FieldChanges } from '../../../../domain/events.ts';
import type { AgentActor } from '../../../../domain/permissions.ts';
import { fold } from '../../../../domain/text.ts';
import { rememberUse } from '../../../fields/commands/read-given.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import type { PlacedCells, RunningImport } from '../../reads/imports.ts';
import { knownPeople } from '../../reads/known-people.ts';
import {
  addIdentities,
  type ContactFields,
  type Identity,
  insertContact,
  lockContactById,
  saveContact,
  setIdentities,
} from '../../store/contacts.ts';
import { type PlacedResult, type RowResult, saveResults } from '../../store/imports.ts';
import { companyOf, fromTo, tellOfContact } from '../save-contact.ts';
import { findOrMakeOrganization } from '../save-organization.ts';
import { readingOf, taxFieldsOf, wellRead } from './plan.ts';

type Rows = { the: RunningImport; actor: AgentActor; rows: readonly PlacedCells[] };

/** Writes rows as the desk stands now: what was planned may be another thing meanwhile. */
export async function writeRows(tx: Tx, p: Platform, { the, actor, rows }: Rows): Promise<void> {
  const reading = await readingOf(tx, the);
  const taxFields = taxFieldsOf(reading);
  const read = rows.map(({ place, cells }) => ({ place, read: readRow(cells, reading) }));
  const known = await knownPeople(tx, wellRead(read), taxFields);
  const organizations = new Map<string, number>();
  const results: PlacedResult[] = [];
  for (const { place, read: row } of read) {
    const result: RowResult =
      'problems' in row
        ? { state: 'failed', problems: row.problems }
        : await writeRow(tx, p, { actor, row, plan: planRow(row, { known, taxFields }), organizations });
    results.push({ place, ...result });
  }
  await saveResults(tx, the.id, results);
  const keys = [...new Set(wellRead(read).flatMap(({ fields }) => Object.keys(fields)))];
  await rememberUse(tx, 'contact', keys);
}

/** `organizations`: those that rows before it named, by their folded names. */
type One = { actor: AgentActor; row: ReadRow; plan: RowPlan; organizations: Map<string, number> };

async function writeRow(tx: Tx, p: Platform, { actor, row, plan, organizations }: One): Promise<RowResult> {
  const at = p.clock.now();
  if (plan.outcome === 'error') return { state: 'failed', problems: plan.problems };
  if (plan.outcome === 'same') return { state: 'same', contactId: plan.personId };
  const organization = await organizationOf(tx, { actor, name: row.organization, at, known: organizations });
  const written = { actor, row, at, organizationId: organization?.id ?? null };
  const made = organization?.isNew ? organization.id : null;
  if (plan.outcome === 'new') return make(tx, written, made);
  return change(tx, { ...written, contactId: plan.personId }, made);
}

type Named = { actor: AgentActor; name: string | null; at: Date; known: Map<string, number> };

async function organizationOf(
  tx: Tx,
  { actor, name, at, known }: Named,
): Promise<{ id: number; isNew: boolean } | null> {
  if (name === null) return null;
  const id = known.get(fold(name));
  if (id !== undefined) return { id, isNew: false };
  const found = await findOrMakeOrganization(tx, { actor, name, at });
  known.set(fold(name), found.id);
  return found;
}

type Written = { actor: AgentActor; row: ReadRow; at: Date; organizationId: number | null };

async function make(tx: Tx, { actor, row, at, organizationId }: Written, made: number | null): Promise<RowResult> {
  const fields: ContactFields = {
    name: row.name ?? '',
    organizationId: organizationId ?? (await companyOf(tx, row.identities)),
    language: row.language,
    notes: row.notes ?? '',
    customFields: row.fields,
  };
  const { id } = await insertContact(tx, fields, at);
  await addIdentities(tx, id, { identities: row.identities, at });
  await tellOfContact(tx, { actor, at, id, type: 'contact.created', changes: {} });
  return { state: 'made', contactId: id, done: doneBy({ at, organizationId: made }) };
}

async function change(tx: Tx, written: Written & { contactId: number }, made: number | null): Promise<RowResult> {
  const { actor, row, at, organizationId, contactId } = written;
  const before = await lockContactById(tx, contactId);
  const added = row.identities.filter((one) => !before.identities.some((known) => isSame(known, one)));
  const fields: ContactFields = {
    ...(row.name === null ? {} : { name: row.name }),
    ...(organizationId === null ? {} : { organizationId }),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.notes === null ? {} : { notes: row.notes }),
    customFields: { ...before.customFields, ...row.fields },
  };
  await saveContact(tx, contactId, { fields, at });
  await setIdentities(tx, contactId, { identities: [...before.identities, ...added], at });
  const changes = fromTo(before, await lockContactById(tx, contactId));
  await tellOfContact(tx, { actor, at, id: contactId, type: 'contact.changed', changes });
  return { state: 'changed', contactId, done: doneBy({ at, changes, identities: added, organizationId: made }) };
}

function isSame(one: Identity, other: Identity): boolean {
  return one.kind === other.kind && one.value === other.value;
}

type Done = { at: Date; changes?: FieldChanges; identities?: Identity[]; organizationId: number | null };

function doneBy({ at, changes = {}, identities = [], organizationId }: Done) {
  return { at: at.toISOString(), changes, identities, organizationId };
}
