import { availableParallelism } from 'node:os';
import { type Transferable, Worker } from 'node:worker_threads';
import { AppError, type ErrorKind } from '../../../domain/errors.ts';

/**
 * Threads for work on bytes from strangers: one process never waits for it, and a module that runs too long or eats too
 * much memory is killed with its thread, not the desk. A task names a module that exports `run(input)`; what it answers
 * is cloned back. Threads are reused while warm and end when idle.
 */
export type WorkerPool = {
  /** Rejects with an `AppError`: `worker_timeout` and `worker_memory` (the input is too heavy), `workers_busy`, or what `run` threw. */
  run<Output>(task: Task): Promise<Output>;
  /** Finishes what is in hand and ends the threads. A later `run` starts new ones. */
  close(): Promise<void>;
  /** Live threads, for tests and /health. */
  size(): number;
};
export type Task = { module: URL; input: unknown; timeoutMs: number; transfer?: Transferable[] };
export type PoolLimits = { threads: number; queue: number; memoryMb: number; startMs: number; idleMs: number };

/** What a module run by the pool exports. `transfer` lists buffers that move instead of being copied. */
export type WorkerModule = { run(input: never): Promise<{ output: unknown; transfer?: Transferable[] }> };
type Failure = { kind?: ErrorKind; code?: string; message: string };
export type WorkerReply = { begun: true } | { unready: string } | { output: unknown } | { failure: Failure };

const defaults: PoolLimits = {
  threads: Math.min(4, Math.max(2, availableParallelism())),
  queue: 500,
  memoryMb: 512,
  startMs: 30_000,
  idleMs: 60_000,
};

type Waiting = Task & { resolve(output: unknown): void; reject(error: AppError): void };

export function makeWorkerPool(given: Partial<PoolLimits> = {}): WorkerPool {
  const limits = { ...defaults, ...given };
  const threads = new Set<Thread>();
  const waiting: Waiting[] = [];
  const untilIdle: (() => void)[] = [];
  const isIdle = () => waiting.length === 0 && [...threads].every((thread) => !thread.isBusy());

  function pump(): void {
    for (let thread = freeThread(); thread && waiting.length > 0; thread = freeThread()) {
      thread.give(waiting.shift() as Waiting);
    }
    if (isIdle()) for (const tell of untilIdle.splice(0)) tell();
  }

  function freeThread(): Thread | null {
    const free = [...threads].find((thread) => !thread.isBusy());
    if (free || waiting.length === 0 || threads.size >= limits.threads) return free ?? null;
    const thread = startThread(limits, {
      freed: pump,
      gone: () => {
        threads.delete(thread);
        pump();
      },
    });
    threads.add(thread);
    return thread;
  }

  return {
    run: <Output>(task: Task) =>
      new Promise<Output>((resolve, reject) => {
        if (waiting.length >= limits.queue) return reject(busy('Too much work is waiting for the worker threads.'));
        waiting.push({ ...task, resolve: resolve as (output: unknown) => void, reject });
        pump();
      }),
    async close() {
      if (!isIdle()) await new Promise<void>((resolve) => untilIdle.push(resolve));
      await Promise.all([...threads].map((thread) => thread.end(null)));
    },
    size: () => threads.size,
  };
}

type Thread = { give(task: Waiting): void; isBusy(): boolean; end(error: AppError | null): Promise<unknown> };

function startThread(limits: PoolLimits, on: { freed(): void; gone(): void }): Thread {
  const worker = new Worker(new URL('./worker-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
  });
  let task: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;
  const known = new Set<string>();
  let hasBegun = false;
  let hasEnded = false;

  // The error is made when it is needed: one for each task would cost more than handing the task over.
  const inMs = (ms: number, error: () => AppError | null) => {
    clearTimeout(timer);
    timer = setTimeout(() => void end(error()), ms);
  };

  const beginsNow = ({ timeoutMs }: Task) =>
    inMs(timeoutMs, () => tooHeavy('worker_timeout', `It took over ${timeoutMs} ms.`));

  async function end(error: AppError | null): Promise<unknown> {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(timer);
    task?.reject(error ?? busy('The worker threads are closing.'));
    task = null;
    on.gone();
    return worker.terminate();
  }

  // A thread that dies before it began says nothing about what it was to read: that passes, and parks nothing.
  const died = (error: AppError) => void end(hasBegun ? error : busy('A worker thread could not start.', error));
  worker.on('error', (error) => died(threadError(error)));
  worker.on('exit', () => died(tooHeavy('worker_failed', 'The worker thread ended.')));
  worker.on('message', (reply: WorkerReply) => {
    if (!task) return;
    hasBegun = true;
    if ('begun' in reply) {
      known.add(task.module.href);
      return beginsNow(task);
    }
    const done = task;
    task = null;
    inMs(limits.idleMs, () => null);
    timer?.unref();
    worker.unref();
    if ('output' in reply) done.resolve(reply.output);
    else if ('unready' in reply) done.reject(busy(`A worker module cannot be loaded: ${reply.unready}`));
    else done.reject(failureOf(reply));
    on.freed();
  });

  return {
    isBusy: () => task !== null,
    give(given) {
      task = given;
      hasBegun = known.has(given.module.href);
      worker.ref();
      if (hasBegun) beginsNow(given);
      else inMs(limits.startMs, () => busy('A worker thread did not start in time.'));
      worker.postMessage({ module: given.module.href, input: given.input }, given.transfer);
    },
    end,
  };
}

/** The pool of this process. Its threads keep nothing of the desk between tasks, so there is one for everybody. */
export const workers: WorkerPool = makeWorkerPool();

function failureOf({ failure }: { failure: Failure }): AppError {
  return new AppError(failure.kind ?? 'invalid', failure.code ?? 'worker_failed', failure.message);
}

function threadError(error: unknown): AppError {
  const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? tooHeavy('worker_memory', 'This needed more memory than a worker thread may have.')
    : tooHeavy('worker_failed', 'The worker thread failed.', error);
}

function tooHeavy(code: string, message: string, cause?: unknown): AppError {
  return new AppError('invalid', code, message, { cause });
}

function busy(message: string, cause?: unknown): AppError {
  return new AppError('unavailable', 'workers_busy', message, { cause });
}
