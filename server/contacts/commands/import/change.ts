import type { z } from 'zod';
import type { importColumnsBody } from '../../../../contract/contact-imports.ts';
import { mayRepeat, type Target } from '../../../../domain/contact-imports/columns.ts';
import { AppError } from '../../../../domain/errors.ts';
import type { AgentActor } from '../../../../domain/permissions.ts';
import { fieldDefinitions } from '../../../fields/reads.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { transaction } from '../../../platform/database/database.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import {
  deleteImport,
  failPlannedErrors,
  forgetPlans,
  type LockedImport,
  lockImport,
  saveColumns,
  setImportState,
} from '../../store/imports.ts';
import { planImport } from './plan.ts';
import { runImportLater } from './run.ts';

type Managing = { actor: AgentActor; request: { ip: string; id: string } };

/** What the columns are, as the admin says; every row is planned anew. */
export async function setColumns(p: Platform, uuid: string, body: z.output<typeof importColumnsBody>): Promise<void> {
  await transaction(p.db, async (tx) => {
    const the = await lockImport(tx, uuid);
    refuseUnlessDraft(the);
    await refuseWrongColumns(tx, the, body.columns);
    await saveColumns(tx, the.id, body);
    await forgetPlans(tx, the.id);
    await planImport(tx, { ...the, ...body });
  });
}

function refuseUnlessDraft({ state }: LockedImport): void {
  if (state !== 'draft') throw new AppError('conflict', 'import_begun', 'This import was begun already.');
}

async function refuseWrongColumns(tx: Tx, the: LockedImport, columns: readonly (Target | null)[]): Promise<void> {
  if (columns.length !== the.columns.length) throw wrongColumns(`It has ${the.columns.length} columns.`);
  const named = columns.filter((target) => target !== null);
  const twice = named.find((target, at) => !mayRepeat(target) && named.indexOf(target) !== at);
  if (twice !== undefined) throw wrongColumns(`Two columns are ${twice}.`);
  const known = new Set((await fieldDefinitions(tx, 'contact')).map(({ key }) => `field:${key}`));
  const unknown = named.find((target) => target.startsWith('field:') && !known.has(target));
  if (unknown !== undefined) throw wrongColumns(`There is no field ${unknown}.`);
}

function wrongColumns(sentence: string): AppError {
  return new AppError('invalid', 'import_columns_wrong', sentence, { fields: { columns: sentence } });
}

/** From now on the job writes what the rows say. */
export async function startImport(p: Platform, uuid: string, by: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const the = await lockImport(tx, uuid);
    refuseUnlessDraft(the);
    await failPlannedErrors(tx, the.id);
    await setImportState(tx, the.id, { state: 'running', endedAt: null });
    await audit(tx, p, { ...by, action: 'contact_import.started', the });
    await runImportLater(tx, p, the.id);
  });
}

/** What was written stays; the rows after it are not written. */
export async function stopImport(p: Platform, uuid: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    const the = await lockImport(tx, uuid);
    if (the.state === 'running') await setImportState(tx, the.id, { state: 'stopped', endedAt: p.clock.now() });
  });
}

/** Takes back, row by row, what the import did, where nobody changed or used it since. */
export async function undoImport(p: Platform, uuid: string, by: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const the = await lockImport(tx, uuid);
    if (the.state === 'running') throw new AppError('conflict', 'import_running', 'Stop it first: it still runs.');
    if (the.state !== 'done' && the.state !== 'stopped') {
      throw new AppError('conflict', 'import_nothing_to_undo', 'There is nothing that could be taken back.');
    }
    await setImportState(tx, the.id, { state: 'undoing', endedAt: null });
    await audit(tx, p, { ...by, action: 'contact_import.undone', the });
    await runImportLater(tx, p, the.id);
  });
}

/** A table that was read and not begun is forgotten at once. */
export async function discardImport(p: Platform, uuid: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    const the = await lockImport(tx, uuid);
    refuseUnlessDraft(the);
    await deleteImport(tx, the.id);
  });
}

type Audited = Managing & { action: string; the: LockedImport };

async function audit(tx: Tx, p: Platform, { actor, request, action, the }: Audited): Promise<void> {
  await recordAudit(tx, {
    at: p.clock.now(),
    actor,
    request,
    action,
    objectKind: 'contact_import',
    objectId: the.uuid,
    details: { name: the.fileName },
  });
}
