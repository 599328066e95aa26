import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { deskProcess, forget } from '../test/desk-process.ts';

export type DeskFigures = { firstStart: number; secondStart: number; idleMegabytes: number | null };

const settlesIn = 8_000;

/** An empty desk: how long until it is healthy, the first time and the second, and what it holds in memory when idle. */
export async function measureDesk(): Promise<DeskFigures> {
  const desk = await deskProcess({ env: { LOG_LEVEL: 'warn' } });
  try {
    const firstStart = await seconds(() => desk.start());
    await desk.stop();
    const secondStart = await seconds(() => desk.start());
    await sleep(settlesIn);
    return { firstStart, secondStart, idleMegabytes: await memoryOf(desk.dataDir) };
  } finally {
    await forget(desk);
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/**
 * The proportional share (PSS) of the desk and of its PostgreSQL, which runs in a session of its own: both are known by the
 * data folder, in their environment or as their working folder. Linux alone tells; elsewhere null.
 */
async function memoryOf(dataDir: string): Promise<number | null> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  let kilobytes = 0;
  for (const pid of pids) if (await isOfDesk(pid, dataDir)) kilobytes += await shareOf(pid);
  return kilobytes === 0 ? null : kilobytes / 1024;
}

async function isOfDesk(pid: string, dataDir: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  if (environment.includes(`DATA_DIR=${dataDir}\0`)) return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (command.includes(dataDir)) return true;
  const parent = /^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1];
  return parent !== undefined && (await readFile(`/proc/${parent}/cmdline`, 'utf8').catch(() => '')).includes(dataDir);
}

async function shareOf(pid: string): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}
