import { parentPort } from 'node:worker_threads';
import { AppError } from '../../../domain/errors.ts';
import type { WorkerModule, WorkerReply } from './worker-pool.ts';

/** The inside of a pool's thread: loads the named module once, runs it for each task, says what came of it. */

const port = parentPort;
const modules = new Map<string, Promise<WorkerModule>>();
const announced = new Set<string>();

port?.on('message', (task: { module: string; input: never }) => void work(task));

async function work({ module, input }: { module: string; input: never }): Promise<void> {
  const loaded = await load(module).catch((error: unknown) => {
    tell({ unready: described(error).message });
    return null;
  });
  if (!loaded) return;
  // Said once for each module: from then on the pool knows that this thread begins at once.
  if (!announced.has(module)) tell({ begun: true });
  announced.add(module);
  try {
    const { output, transfer } = await loaded.run(input);
    port?.postMessage({ output } satisfies WorkerReply, transfer ?? []);
  } catch (error) {
    tell({ failure: described(error) });
  }
}

function load(module: string): Promise<WorkerModule> {
  const loaded = modules.get(module) ?? import(module);
  modules.set(module, loaded);
  loaded.catch(() => modules.delete(module));
  return loaded;
}

function tell(reply: WorkerReply): void {
  port?.postMessage(reply);
}

function described(error: unknown): { message: string; kind?: AppError['kind']; code?: string } {
  if (error instanceof AppError) return { kind: error.kind, code: error.code, message: error.message };
  return { message: error instanceof Error ? error.message : String(error) };
}
