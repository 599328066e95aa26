import { readdir, readFile } from 'node:fs/promises';

/** Resident memory of one process in MB, as the kernel tells it. Linux alone does; elsewhere it is not a number. */
export async function residentOf(pid: number): Promise<number> {
  return megabytes(await fieldOf(pid, 'VmRSS'));
}

/** What PostgreSQL holds beside the pages its processes share: they are in every one of them, and would be counted so often. */
export async function privateOfChildren(parent: number): Promise<number> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  let kilobytes = 0;
  for (const pid of pids) {
    const isOfIt = pid === parent || Number(await fieldOf(pid, 'PPid')) === parent;
    if (isOfIt) kilobytes += Number(await fieldOf(pid, 'RssAnon')) || 0;
  }
  return kilobytes / 1024;
}

async function fieldOf(pid: number, name: string): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? '';
}

function megabytes(kilobytes: string): number {
  return kilobytes === '' ? Number.NaN : Number(kilobytes) / 1024;
}
