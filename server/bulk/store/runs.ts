import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { newId } from '../../platform/ids.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import type { Done, Row, Task } from '../run.ts';

type NewRun = { agentId: number; viaToken: boolean; task: Task; at: Date };

export async function insertRun(tx: Tx, run: NewRun): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('bulk_runs')
    .values({
      uuid: newId(),
      agent_id: run.agentId,
      via_token: run.viaToken,
      task: JSON.stringify(run.task),
      created_at: run.at,
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export async function insertRows(
  tx: Tx,
  { runId, numbers }: { runId: number; numbers: readonly number[] },
): Promise<void> {
  await sql`insert into bulk_rows (run_id, place, ticket_number)
    select ${runId}, place, number
    from unnest(${numbers as number[]}::bigint[]) with ordinality as given (number, place)`.execute(tx);
}

/** The tickets to which a run did something that can be taken back, in the same places. How many there are. */
export async function insertRowsToUndo(tx: Tx, { runId, undoes }: { runId: number; undoes: number }): Promise<number> {
  const { numAffectedRows } = await sql`insert into bulk_rows (run_id, place, ticket_number)
    select ${runId}, place, ticket_number from bulk_rows
    where run_id = ${undoes} and state = 'done' and ${canGoBack}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

export const canGoBack = sql<boolean>`(done -> 'changes' <> '{}' or done ->> 'messageId' is not null)`;

export type LockedRun = { id: number; state: 'running' | 'stopped' | 'done'; task: Task; undoneAt: Date | null };

/** Somebody else's run does not exist. */
export async function lockRun(tx: Tx, by: { actor: AgentActor; bulkRunId: string }): Promise<LockedRun> {
  const { rows } = await sql<LockedRun>`
    select id, state, task, undone_at as "undoneAt" from bulk_runs
    where uuid = ${by.bulkRunId} and agent_id = ${by.actor.id} for update`.execute(tx);
  if (!rows[0]) throw runNotFound();
  return rows[0];
}

export function runNotFound(): AppError {
  return new AppError('not_found', 'bulk_run_not_found', 'There is no such run.');
}

export async function endRun(
  tx: Tx,
  { runId, state, at }: { runId: number; state: 'stopped' | 'done'; at: Date },
): Promise<void> {
  await sql`update bulk_runs set state = ${state}, ended_at = ${at}
    where id = ${runId} and state = 'running'`.execute(tx);
}

export async function markUndone(tx: Tx, { runId, at }: { runId: number; at: Date }): Promise<void> {
  await tx.updateTable('bulk_runs').set({ undone_at: at }).where('id', '=', runId).execute();
}

/** False: another worker did this ticket already. */
export async function holdRow(tx: Tx, { runId, place }: Row): Promise<boolean> {
  const { rows } = await sql`select from bulk_rows
    where run_id = ${runId} and place = ${place} and state = 'waiting' for update`.execute(tx);
  return rows.length > 0;
}

export async function saveDone(tx: Tx, { runId, place }: Row, done: Done): Promise<void> {
  await sql`update bulk_rows set state = 'done', done = ${JSON.stringify(done)}
    where run_id = ${runId} and place = ${place}`.execute(tx);
}

export async function saveFailed(
  db: Db,
  { runId, place }: Row,
  { code, message }: { code: string; message: string },
): Promise<void> {
  await sql`update bulk_rows set state = 'failed', error = ${JSON.stringify({ code, message })}
    where run_id = ${runId} and place = ${place} and state = 'waiting'`.execute(db);
}

/** Runs that nobody asks about any more; what they did stays done. */
export async function forgetRuns(db: Db, before: Date): Promise<void> {
  await sql`delete from bulk_runs where created_at < ${before} and state <> 'running'`.execute(db);
}
