import { type BulkBody, mostInBulk } from '../../../contract/bulk.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { numbersOf } from '../../tickets/reads/numbers.ts';
import { findView } from '../../views/reads/find.ts';
import { endRun, insertRows, insertRowsToUndo, insertRun, lockRun, markUndone } from '../store/runs.ts';
import { runLater } from './run-some.ts';
import { taskOf } from './task.ts';

// One thing done to many tickets: begun here, done by a job ticket by ticket (run-some.ts), stopped and taken back here.

type Own = { actor: AgentActor; bulkRunId: string };

/** Which tickets is settled now: one that enters the view later is not touched. Answers with the run's public id. */
export async function startBulk(p: Platform, actor: AgentActor, body: BulkBody): Promise<string> {
  const task = await taskOf(p, actor, body);
  return transaction(p.db, async (tx) => {
    const numbers = await numbersIn(tx, p, { actor, tickets: body.tickets });
    const run = await insertRun(tx, { agentId: actor.id, viaToken: actor.viaToken, task, at: p.clock.now() });
    await insertRows(tx, { runId: run.id, numbers });
    await runLater(tx, p, run.id);
    return run.uuid;
  });
}

type Chosen = { actor: AgentActor; tickets: BulkBody['tickets'] };

async function numbersIn(tx: Tx, p: Platform, { actor, tickets }: Chosen): Promise<number[]> {
  if ('numbers' in tickets) return [...new Set(tickets.numbers)];
  const { condition, teamSlug } = await findView(p, actor, tickets.view);
  const found = await numbersOf(tx, p, { actor, condition, teamSlug, limit: mostInBulk + 1 });
  if (found.length > mostInBulk) {
    const sentence = `More than ${mostInBulk} tickets stand in this view: narrow it first.`;
    throw new AppError('invalid', 'bulk_too_many', sentence, { fields: { tickets: sentence } });
  }
  const except = new Set(tickets.except);
  const numbers = found.filter((number) => !except.has(number));
  if (numbers.length > 0) return numbers;
  throw new AppError('invalid', 'bulk_empty', 'There is no ticket to do it to.');
}

/** The tickets in hand are finished; the others stay as they are. A run that has ended is left alone. */
export async function stopBulk(p: Platform, own: Own): Promise<void> {
  await transaction(p.db, async (tx) => {
    const run = await lockRun(tx, own);
    if (run.state === 'running') await endRun(tx, { runId: run.id, state: 'stopped', at: p.clock.now() });
  });
}

/** Another run that takes back, ticket by ticket, what this one did. Each run is taken back once, and only when it has ended. */
export async function undoBulk(p: Platform, { actor, bulkRunId }: Own): Promise<string> {
  return transaction(p.db, async (tx) => {
    const done = await lockRun(tx, { actor, bulkRunId });
    const at = p.clock.now();
    if (done.state === 'running') throw new AppError('conflict', 'bulk_running', 'Stop it first: it still runs.');
    if (done.undoneAt !== null || 'undoes' in done.task) throw nothingToUndo();
    await markUndone(tx, { runId: done.id, at });
    const run = await insertRun(tx, {
      agentId: actor.id,
      viaToken: actor.viaToken,
      task: { undoes: bulkRunId },
      at,
    });
    const count = await insertRowsToUndo(tx, { runId: run.id, undoes: done.id });
    if (count === 0) throw nothingToUndo();
    await runLater(tx, p, run.id);
    return run.uuid;
  });
}

function nothingToUndo(): AppError {
  return new AppError('conflict', 'bulk_nothing_to_undo', 'There is nothing that could be taken back.');
}
