import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/platform.ts';
import type { Done, Row, Task } from '../run.ts';

export type Running = { agentId: number; viaToken: boolean; task: Task; startedAt: Date };

/** Null: it was stopped, or has ended. */
export async function readRunning(db: Db, runId: number): Promise<Running | null> {
  const { rows } = await sql<Running>`
    select agent_id as "agentId", via_token as "viaToken", task, created_at as "startedAt" from bulk_runs
    where id = ${runId} and state = 'running'`.execute(db);
  return rows[0] ?? null;
}

export async function waitingRows(db: Db, { runId, limit }: { runId: number; limit: number }): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select run_id as "runId", place, ticket_number as number from bulk_rows
    where run_id = ${runId} and state = 'waiting' order by place limit ${limit}`.execute(db);
  return rows;
}

/** What another run did to the ticket of a place. */
export async function whatWasDone(tx: Tx, { undoes, place }: { undoes: string; place: number }): Promise<Done> {
  const { rows } = await sql<{ done: Done }>`
    select done from bulk_rows
    where run_id = (select id from bulk_runs where uuid = ${undoes}) and place = ${place}`.execute(tx);
  return rows[0]?.done ?? { changes: {}, messageId: null };
}
