import { Agent, request } from 'node:http';
import type pg from 'pg';
import type { BenchCase } from './case.ts';
import type { Sent } from './floor.ts';
import { benchToken } from './seed-people.ts';

export type Times = { p50: number; p95: number };
export type Figures = { api: Times; sql: Times };

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Asks the API and its SQL alone in turns, one at a time, so that whatever slows the machine slows both. */
export async function measure(
  one: BenchCase,
  origin: string,
  floor: { client: pg.Client; sent: Sent[][] },
): Promise<Figures> {
  const api: number[] = [];
  const sql: number[] = [];
  const warmUp = Math.min(20, one.paths.length * 6);
  for (let time = -warmUp; time < one.times; time++) {
    const nth = (time + warmUp) % one.paths.length;
    await one.before?.();
    const asked = performance.now();
    const body = await get(`${origin}${one.paths[nth]}`, benchToken(one.agent));
    const answered = performance.now();
    if (!one.check(JSON.parse(body)))
      throw new Error(`${one.paths[nth]} did not answer what the bench is about: ${body.slice(0, 300)}`);
    const replayed = performance.now();
    for (const statement of floor.sent[nth] ?? []) await floor.client.query(statement);
    const ended = performance.now();
    if (time < 0) continue;
    api.push(answered - asked);
    sql.push(ended - replayed);
  }
  return { api: times(api), sql: times(sql) };
}

export function times(all: number[]): Times {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

export function get(url: string, token: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`${url} answered ${answer.statusCode}: ${body.slice(0, 500)}`));
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** The plan of a statement as it was sent. */
export async function planOf(client: pg.Client, { text, values }: Sent): Promise<string> {
  const { rows } = await client.query({ text: `explain (analyze, buffers) ${text}`, values });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** How a plan reads its rows, in a line: each scan once, without the look-ups by primary key. */
export function scansOf(plan: string): string {
  const scans = [
    ...plan.matchAll(
      /((?:Parallel )?(?:Seq|Index Only|Index|Bitmap Index|Bitmap Heap) Scan)(?: Backward)?(?: using (\w+))? on (\w+)/g,
    ),
  ];
  const named = scans
    .filter(([, , index]) => !index?.endsWith('_pkey'))
    .map(([, kind, index, table]) => `${kind} ${index ?? table}`);
  return [...new Set(named)].join(', ');
}
