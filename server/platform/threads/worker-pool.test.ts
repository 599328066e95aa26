import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeWorkerPool, type PoolLimits, type WorkerPool } from './worker-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'atende-pool-'));
const path = join(folder, 'work.ts');
writeFileSync(
  path,
  `import { threadId } from 'node:worker_threads';
   type Input = { do: 'echo' | 'hang' | 'eat' | 'throw' | 'exit' | 'wait' | 'move'; value?: unknown; bytes?: Uint8Array };
   export async function run(input: Input) {
     if (input.do === 'hang') for (;;);
     if (input.do === 'eat') { const eaten: unknown[] = []; for (;;) eaten.push(new Array(100_000).fill({}).map(() => ({}))); }
     if (input.do === 'throw') throw new Error('no');
     if (input.do === 'exit') process.exit(1);
     if (input.do === 'wait') await new Promise((resolve) => setTimeout(resolve, 150));
     if (input.do === 'move') return { output: input.bytes, transfer: [input.bytes!.buffer as ArrayBuffer] };
     return { output: { value: input.value, thread: threadId } };
   }`,
);
const module = pathToFileURL(path);
afterAll(() => rmSync(folder, { recursive: true }));

const pools = new Set<WorkerPool>();
afterEach(async () => {
  await Promise.all([...pools].map((pool) => pool.close()));
  pools.clear();
});

function open(limits: Partial<PoolLimits> = {}) {
  const pool = makeWorkerPool({ threads: 1, memoryMb: 64, ...limits });
  pools.add(pool);
  const run = (input: object, timeoutMs = 5000) =>
    pool.run<{ value: unknown; thread: number }>({ module, input, timeoutMs });
  return { pool, run };
}

describe('a worker pool', () => {
  test('runs a TypeScript module and keeps its thread warm', async () => {
    const { run, pool } = open();
    const first = await run({ do: 'echo', value: { at: new Date(0), bytes: new Uint8Array([1]) } });
    expect(first.value).toEqual({ at: new Date(0), bytes: new Uint8Array([1]) });
    expect((await run({ do: 'echo' })).thread).toBe(first.thread);
    expect(pool.size()).toBe(1);
  });

  test('starts no more threads than allowed and lets the rest wait', async () => {
    const { run, pool } = open({ threads: 2 });
    const threads = await Promise.all(Array.from({ length: 6 }, () => run({ do: 'wait' })));
    expect(new Set(threads.map(({ thread }) => thread)).size).toBe(2);
    expect(pool.size()).toBe(2);
  });

  test('kills what runs too long and goes on with the next', async () => {
    const { run } = open();
    const hanging = run({ do: 'hang' }, 200);
    const next = run({ do: 'echo', value: 'next' });
    await expect(hanging).rejects.toMatchObject({ kind: 'invalid', code: 'worker_timeout' });
    expect((await next).value).toBe('next');
  });

  test('kills what eats too much memory and goes on with the next', async () => {
    const { run } = open();
    await expect(run({ do: 'eat' }, 20_000)).rejects.toMatchObject({ kind: 'invalid', code: 'worker_memory' });
    expect((await run({ do: 'echo', value: 'next' })).value).toBe('next');
  });

  test('says what a module threw, and survives one that ends its thread', async () => {
    const { run } = open();
    await expect(run({ do: 'throw' })).rejects.toMatchObject({ code: 'worker_failed', message: 'no' });
    await expect(run({ do: 'exit' })).rejects.toMatchObject({ code: 'worker_failed' });
    expect((await run({ do: 'echo', value: 'next' })).value).toBe('next');
  });

  test('takes a module that cannot be loaded for its own trouble, not that of the input', async () => {
    const { pool } = open();
    const missing = pool.run({ module: new URL('file:///no/such/module.ts'), input: {}, timeoutMs: 1000 });
    await expect(missing).rejects.toMatchObject({ kind: 'unavailable', code: 'workers_busy' });
  });

  test('refuses more work than may wait', async () => {
    const { run } = open({ queue: 1 });
    const [running, waiting] = [run({ do: 'wait' }), run({ do: 'wait' })];
    await expect(run({ do: 'echo' })).rejects.toMatchObject({ kind: 'unavailable', code: 'workers_busy' });
    await Promise.all([running, waiting]);
  });

  test('moves buffers both ways without copying them', async () => {
    const { pool } = open();
    const bytes = new Uint8Array(1_000_000).fill(7);
    const moved = pool.run<Uint8Array>({
      module,
      input: { do: 'move', bytes },
      timeoutMs: 5000,
      transfer: [bytes.buffer],
    });
    expect(bytes.byteLength).toBe(0);
    expect((await moved).byteLength).toBe(1_000_000);
  });

  test('ends idle threads and starts again when needed', async () => {
    const { run, pool } = open({ idleMs: 50 });
    await run({ do: 'echo' });
    await expect.poll(() => pool.size()).toBe(0);
    expect((await run({ do: 'echo', value: 'again' })).value).toBe('again');
  });

  test('closes after finishing what is in hand', async () => {
    const { run, pool } = open();
    const results = Promise.all([run({ do: 'wait', value: 1 }), run({ do: 'wait', value: 2 })]);
    await pool.close();
    expect((await results).map(({ value }) => value)).toEqual([1, 2]);
    expect(pool.size()).toBe(0);
  });
});
