import { AppError, isUnavailable } from '../../../../domain/errors.ts';
import type { AgentActor } from '../../../../domain/permissions.ts';
import { activeActor } from '../../../agents/reads/actor.ts';
import { transaction } from '../../../platform/database/database.ts';
import { asAppError, isWorthRetrying } from '../../../platform/database/database-errors.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { holdDone, holdWaiting, type RunningImport, readRunningImport } from '../../reads/imports.ts';
import { removeEmptyOrganizations, saveResults, setImportState } from '../../store/imports.ts';
import { takeBackRow } from './take-back-row.ts';
import { writeRows } from './write-rows.ts';

/** After this long an import gives way to others and goes on after them. */
const sliceMs = 4_000;
const atOnce = 50;

export async function runImportLater(tx: Tx, p: Platform, importId: number): Promise<void> {
  await p.jobs.add(
    tx,
    'import-contacts',
    { importId },
    { key: `import-contacts ${importId}`, queue: 'contact-imports' },
  );
}

type Work = { the: RunningImport; actor: AgentActor; atOnce: number };

/**
 * Some rows of an import, or of its undoing, a few in each commit together with what came of them: whatever ends this process, no
 * row is written twice and none is left out.
 */
export async function runImport(
  p: Platform,
  { importId, signal }: { importId: number; signal: AbortSignal },
): Promise<void> {
  const until = performance.now() + sliceMs;
  while (performance.now() < until && !signal.aborted) {
    const the = await readRunningImport(p.db, importId);
    if (the === null) return;
    const actor = the.agentId === null ? null : await activeActor(p.db, the.agentId);
    if (actor === null) return end(p, { the, isWhole: false });
    if (!(await doSome(p, { the, actor, atOnce }))) return end(p, { the, isWhole: true });
  }
  await transaction(p.db, (tx) => runImportLater(tx, p, importId));
}

async function end(p: Platform, { the, isWhole }: { the: RunningImport; isWhole: boolean }): Promise<void> {
  const ended = the.state === 'undoing' ? 'undone' : 'done';
  await transaction(p.db, async (tx) => {
    if (the.state === 'undoing') await removeEmptyOrganizations(tx, the.id);
    await setImportState(tx, the.id, { state: isWhole ? ended : 'stopped', endedAt: p.clock.now() });
  });
}

/** False: nothing is left. Rows that break together are done one by one, so that each tells of itself alone. */
async function doSome(p: Platform, work: Work): Promise<boolean> {
  const act = work.the.state === 'undoing' ? takeBack : write;
  try {
    return await act(p, work);
  } catch (error) {
    const refused = asAppError(error);
    if (isUnavailable(refused) || isWorthRetrying(error)) throw error;
    if (work.atOnce > 1) return doSome(p, { ...work, atOnce: 1 });
    p.log.error({ err: error, contactImport: work.the.uuid }, 'A row broke in an import of contacts');
    return giveUpOne(p, work, refused instanceof AppError ? refused.code : 'internal');
  }
}

function write(p: Platform, { the, actor, atOnce: limit }: Work): Promise<boolean> {
  return transaction(p.db, async (tx) => {
    const rows = await holdWaiting(tx, the.id, limit);
    await writeRows(tx, p, { the, actor, rows });
    return rows.length > 0;
  });
}

function takeBack(p: Platform, { the, actor, atOnce: limit }: Work): Promise<boolean> {
  return transaction(p.db, async (tx) => {
    const rows = await holdDone(tx, the.id, limit);
    const results = [];
    for (const row of rows) results.push(await takeBackRow(tx, p, { actor, row }));
    await saveResults(tx, the.id, results);
    return rows.length > 0;
  });
}

function giveUpOne(p: Platform, { the }: Work, code: string): Promise<boolean> {
  return transaction(p.db, async (tx) => {
    const isUndo = the.state === 'undoing';
    const [row] = isUndo ? await holdDone(tx, the.id, 1) : await holdWaiting(tx, the.id, 1);
    if (row === undefined) return false;
    const problems = [{ code: 'refused' as const, values: { code } }];
    await saveResults(tx, the.id, [{ place: row.place, state: isUndo ? 'left' : 'failed', problems }]);
    return true;
  });
}
