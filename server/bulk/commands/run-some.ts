import { AppError, isUnavailable } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { activeActor } from '../../agents/reads/actor.ts';
import { transaction } from '../../platform/database/database.ts';
import { asAppError, isWorthRetrying } from '../../platform/database/database-errors.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { type Running, readRunning, waitingRows } from '../reads/running.ts';
import type { Row } from '../run.ts';
import { endRun, holdRow, saveDone, saveFailed } from '../store/runs.ts';
import { doTask } from './do-task.ts';

/** After this long a run gives way to others and goes on after them: a small one never waits long for a large one. */
const sliceMs = 4_000;
const lanes = 3;
const atOnce = lanes * 4;

/** One run at a time in the whole desk, in slices by turns: mail and other jobs keep their workers. */
export async function runLater(tx: Tx, p: Platform, runId: number): Promise<void> {
  await p.jobs.add(tx, 'run-bulk', { runId }, { key: `run-bulk ${runId}`, queue: 'bulk' });
}

/**
 * Some tickets of a run, each in a commit of its own together with what came of it: whatever ends this process, no ticket is
 * done twice and none is left out.
 */
export async function runSome(p: Platform, { runId, signal }: { runId: number; signal: AbortSignal }): Promise<void> {
  const until = performance.now() + sliceMs;
  while (performance.now() < until && !signal.aborted) {
    const run = await readRunning(p.db, runId);
    if (run === null) return;
    const actor = await activeActor(p.db, run.agentId);
    const rows = await waitingRows(p.db, { runId, limit: atOnce });
    if (actor === null || rows.length === 0) return end(p, runId, actor === null ? 'stopped' : 'done');
    await inLanes(rows, (row) => runOne(p, { run, row, actor: { ...actor, viaToken: run.viaToken } }));
  }
  await transaction(p.db, (tx) => runLater(tx, p, runId));
}

async function end(p: Platform, runId: number, state: 'stopped' | 'done'): Promise<void> {
  await transaction(p.db, (tx) => endRun(tx, { runId, state, at: p.clock.now() }));
}

async function inLanes(rows: readonly Row[], work: (row: Row) => Promise<void>): Promise<void> {
  const waiting = [...rows];
  const lane = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) await work(row);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

type One = { run: Running; row: Row; actor: AgentActor };

/** A ticket that refuses, or breaks, is told with its number, and the next one is done. */
async function runOne(p: Platform, { run, row, actor }: One): Promise<void> {
  try {
    await transaction(p.db, async (tx) => {
      if (!(await holdRow(tx, row))) return;
      await saveDone(tx, row, await doTask(tx, p, { task: run.task, row, actor, startedAt: run.startedAt }));
    });
  } catch (error) {
    const refused = asAppError(error);
    if (isUnavailable(refused) || isWorthRetrying(error)) throw error;
    if (!(refused instanceof AppError)) p.log.error({ err: error, ticket: row.number }, 'A ticket broke in a bulk run');
    await saveFailed(p.db, row, refused instanceof AppError ? refused : broken);
  }
}

const broken = { code: 'internal', message: 'Something went wrong.' };
