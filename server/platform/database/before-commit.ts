import { AsyncLocalStorage } from 'node:async_hooks';

type Statement = { text: string; values: unknown[] };
type Hook = (run: (statement: Statement) => Promise<{ rowCount: number | null }>) => Promise<void>;

/**
 * What must commit together with whatever the work inside commits, without that work knowing of it: the mark that a request
 * with an Idempotency-Key was carried out. Seen by the connection pool right before it sends COMMIT.
 */
const hooks = new AsyncLocalStorage<Hook>();

export function withBeforeCommit<T>(hook: Hook, work: () => Promise<T>): Promise<T> {
  return hooks.run(hook, work);
}

export function hookBeforeCommit(): Hook | undefined {
  return hooks.getStore();
}
