import { sql } from 'kysely';
import type { BulkErrors, BulkRun } from '../../../contract/bulk.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Db } from '../../platform/platform.ts';
import type { Task } from '../run.ts';
import { canGoBack, runNotFound } from '../store/runs.ts';

type RunRow = {
  id: string;
  task: Task;
  state: BulkRun['state'];
  total: number;
  done: number;
  failed: number;
  goes_back: boolean;
  undone_at: Date | null;
  created_at: Date;
  ended_at: Date | null;
};

const shown = 10;

/** An agent's own runs, the newest first. */
export async function readRuns(db: Db, actor: AgentActor): Promise<BulkRun[]> {
  return read(db, sql`agent_id = ${actor.id} order by id desc limit ${sql.lit(shown)}`);
}

export async function readRun(db: Db, by: { actor: AgentActor; bulkRunId: string }): Promise<BulkRun> {
  const [run] = await read(db, sql`uuid = ${by.bulkRunId} and agent_id = ${by.actor.id}`);
  if (!run) throw runNotFound();
  return run;
}

async function read(db: Db, which: ReturnType<typeof sql>): Promise<BulkRun[]> {
  const { rows } = await sql<RunRow>`
    select uuid as id, task, state, undone_at, created_at, ended_at, counted.* from (
      select * from bulk_runs where ${which}) as runs, lateral (
      select count(*)::int as total, count(*) filter (where bulk_rows.state = 'done')::int as done,
        count(*) filter (where bulk_rows.state = 'failed')::int as failed,
        coalesce(bool_or(${canGoBack}), false) as goes_back
      from bulk_rows where run_id = runs.id) as counted
    order by runs.id desc`.execute(db);
  return rows.map(toRun);
}

function toRun({ task, goes_back, undone_at, created_at, ended_at, ...counted }: RunRow): BulkRun {
  const isUndo = 'undoes' in task;
  return {
    ...counted,
    actions: isUndo ? [] : task.actions,
    hasReply: !isUndo && task.reply !== null,
    isUndo,
    canUndo: counted.state !== 'running' && !isUndo && undone_at === null && goes_back,
    createdAt: created_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
  };
}

type Page = { limit: number; after?: string | undefined };

/** The tickets that refused, in the order the run came to them. */
export async function readErrors(
  db: Db,
  by: { actor: AgentActor; bulkRunId: string },
  { limit, after }: Page,
): Promise<BulkErrors> {
  await readRun(db, by);
  const place = /^\d{1,9}$/.test(after ?? '') ? Number(after) : 0;
  const { rows } = await sql<{ place: number; number: number; error: { code: string; message: string } }>`
    select place, ticket_number as number, error from bulk_rows
    where run_id = (select id from bulk_runs where uuid = ${by.bulkRunId}) and state = 'failed' and place > ${place}
    order by place limit ${limit + 1}`.execute(db);
  const errors = rows.slice(0, limit);
  return {
    errors: errors.map(({ number, error }) => ({ number, ...error })),
    next: rows.length > limit ? String(errors.at(-1)?.place) : null,
  };
}
