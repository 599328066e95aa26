import type { Tx } from '../database/db.ts';

/** Slow or outside work, retried with back-off; safe to run twice. Enqueued in the transaction that caused it. */
export type Jobs = {
  add(
    tx: Tx,
    name: string,
    payload: object,
    when?: { runAt?: Date; key?: string; maxAttempts?: number; queue?: string },
  ): Promise<void>;
};

export type JobHandler = (
  payload: unknown,
  job: { attempt: number; maxAttempts: number; signal: AbortSignal },
) => Promise<void>;
/** What a room's `jobs.ts` exports: name to handler. */
export type JobHandlers = Record<string, JobHandler>;

/** What is done again and again (`schedule.ts` lists all): `cron` in minutes, hours, days, months, weekdays, in UTC. */
export type Recurring = { name: string; cron: string; run(): Promise<unknown> };
