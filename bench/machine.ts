import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import type pg from 'pg';

/** What the figures belong to: commit, machine, versions, and how busy the machine was. */
export async function machine(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(`select version(), current_setting('shared_buffers') as buffers,
    pg_size_pretty(pg_database_size(current_database())) as size`);
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', cwd: import.meta.dirname }).trim();
  const changes = git('status', '--porcelain').split('\n').filter(Boolean).length;
  return [
    `commit    ${git('rev-parse', '--short', 'HEAD')}${changes > 0 ? ` and ${changes} changed files` : ''}`,
    `machine   ${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg()[0]?.toFixed(1)}`,
    `software  Node ${process.version}, ${rows[0].version.split(' on ')[0]}, shared_buffers ${rows[0].buffers}`,
    `database  ${rows[0].size}`,
  ];
}
