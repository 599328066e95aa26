import { readdir, readFile } from 'node:fs/promises';

/** CPU seconds spent so far, by part. */
export type Cpu = { main: number; workers: number; other: number; postgres: number };

const ticksPerSecond = 100;

/** What a desk and its PostgreSQL used until now; null where the system does not tell (`/proc`). */
export async function cpuOf(deskPid: number, postmasterPid: number): Promise<Cpu | null> {
  const threads = await threadsOf(deskPid).catch(() => null);
  if (threads === null) return null;
  const main = threads.find(({ id }) => id === deskPid)?.seconds ?? 0;
  const all = threads.reduce((sum, { seconds }) => sum + seconds, 0);
  const workers = threads.filter(({ id, name }) => id !== deskPid && /^(node-worker|worker)/i.test(name));
  const inWorkers = workers.reduce((sum, { seconds }) => sum + seconds, 0);
  return { main, workers: inWorkers, other: all - main - inWorkers, postgres: await postgresSeconds(postmasterPid) };
}

export function cpuBetween(before: Cpu | null, after: Cpu | null): Cpu | null {
  if (before === null || after === null) return null;
  return {
    main: after.main - before.main,
    workers: after.workers - before.workers,
    other: after.other - before.other,
    postgres: after.postgres - before.postgres,
  };
}

async function threadsOf(pid: number): Promise<{ id: number; name: string; seconds: number }[]> {
  const ids = await readdir(`/proc/${pid}/task`);
  return Promise.all(ids.map(async (id) => ({ id: Number(id), ...(await used(`/proc/${pid}/task/${id}/stat`)) })));
}

async function postgresSeconds(postmaster: number): Promise<number> {
  let seconds = 0;
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    const one = await used(`/proc/${id}/stat`).catch(() => null);
    if (one !== null && (one.parent === postmaster || Number(id) === postmaster)) seconds += one.seconds + one.gone;
  }
  return seconds;
}

/** `gone`: what children that ended had used. */
async function used(file: string): Promise<{ name: string; parent: number; seconds: number; gone: number }> {
  const text = await readFile(file, 'utf8');
  const end = text.lastIndexOf(')');
  const fields = text
    .slice(end + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, goneUser = 0, goneSystem = 0] = fields.slice(11, 15);
  return {
    name: text.slice(text.indexOf('(') + 1, end),
    parent: fields[1] ?? 0,
    seconds: (user + system) / ticksPerSecond,
    gone: (goneUser + goneSystem) / ticksPerSecond,
  };
}
