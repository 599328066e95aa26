import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { buildApp } from '../server/app.ts';
import { readConfig } from '../server/platform/config.ts';
import { connect, type DatabaseAddress, openDatabase } from '../server/platform/database/database.ts';
import { joinEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { makeLog } from '../server/platform/log.ts';
import { openPlatform } from '../server/platform/open-platform.ts';
import { deskProcess } from '../test/desk-process.ts';
import type { BenchCase, MakeCases } from './case.ts';
import { countCases } from './cases/counts.ts';
import { listCases } from './cases/lists.ts';
import { searchCases } from './cases/searches.ts';
import { ticketCases } from './cases/tickets.ts';
import { measureDesk } from './desk.ts';
import { type Sent, sqlOf } from './floor.ts';
import { intakeLine, measureIntake } from './intake.ts';
import { machine } from './machine.ts';
import { type Figures, measure, planOf, scansOf } from './measure.ts';
import { seed } from './seed.ts';
import { fingerprint } from './seed-key.ts';
import type { Sizes } from './seed-rows.ts';

const all: MakeCases[] = [listCases, ticketCases, searchCases, countCases];

const help = `npm run bench -- [--size 1000000] [--only list] [--plans] [--no-intake]   (--plans: whole plans, not a line each)
  Measures a desk of so many tickets against its own SQL alone, and mail intake against bare inserts.
  The filled desk is kept under .cache/ and used again while schema and seed stay the same.`;

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '1000000' },
      only: { type: 'string', default: '' },
      plans: { type: 'boolean', default: false },
      intake: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  if (values.help) return say(help);
  const size = Number(values.size);
  const hasMissed = await benchReads(size, { only: values.only, plans: values.plans });
  if (!values.only) await benchDesk();
  if (values.intake && !values.only) await benchIntake();
  if (hasMissed) process.exitCode = 1;
}

type Wanted = { only: string; plans: boolean };

async function benchReads(size: number, wanted: Wanted): Promise<boolean> {
  const dataDir = path.resolve(import.meta.dirname, `../.cache/bench-${size}-${await fingerprint(size)}`);
  const sizes = await fill(dataDir, size);
  const desk = await deskProcess({ dataDir, env: { LOG_LEVEL: 'warn', MAIL_PORT: '0' } });
  await desk.start();
  try {
    const { address } = await joinEmbeddedPostgres(dataDir);
    const client = await connect(address, 'atende bench');
    for (const line of await machine(client)) say(line);
    say(`rows      ${JSON.stringify(sizes)}\n`);
    const touch = async () => void (await client.query('update event_positions set last = last + 1'));
    const cases = all.flatMap((make) => make({ sizes, touch })).filter(({ name }) => name.includes(wanted.only));
    const missed = await runCases(cases, { url: desk.url, dataDir, address, client, plans: wanted.plans });
    await client.end();
    return missed;
  } finally {
    await desk.stop();
  }
}

async function fill(dataDir: string, size: number): Promise<Sizes> {
  await mkdir(dataDir, { recursive: true });
  const server = await joinEmbeddedPostgres(dataDir);
  try {
    return await seed(server.address, size, say);
  } finally {
    await server.stop();
  }
}

type Running = { url: string; dataDir: string; address: DatabaseAddress; client: pg.Client; plans: boolean };

async function runCases(cases: BenchCase[], running: Running): Promise<boolean> {
  const { app, close } = await appOn(running);
  say(`${'ms'.padEnd(40)}${'SQL alone p50 / p95'.padStart(22)}${'API p50 / p95'.padStart(20)}   ratio p95`);
  let hasMissed = false;
  for (const one of cases) {
    const sent = [];
    for (const asked of one.paths) sent.push(await sqlOf(app, one, asked));
    const figures = await measure(one, running.url, { client: running.client, sent });
    const missed = missedGoals(one, figures);
    hasMissed ||= missed.length > 0;
    say(lineOf(one, figures, missed));
    for (const statement of sent[0] ?? []) await showPlan(running, statement);
  }
  await close();
  return hasMissed;
}

async function showPlan({ client, plans }: Running, statement: Sent): Promise<void> {
  const plan = await planOf(client, statement);
  say(plans ? `${plan}\n` : `    ${scansOf(plan)}`);
}

/** The same app in this process, to see what SQL it sends. */
async function appOn({ address, dataDir }: Running): Promise<{ app: FastifyInstance; close(): Promise<void> }> {
  const config = { ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), secretKey: 'b'.repeat(64) };
  const database = openDatabase(address, { connections: 2 });
  const app = buildApp(await openPlatform({ config, database, log: makeLog('silent') }));
  await app.ready();
  const close = async () => {
    await app.close();
    await database.close();
  };
  return { app, close };
}

function missedGoals({ goals }: BenchCase, { api, sql }: Figures): string[] {
  const missed: string[] = [];
  if (goals.p95 !== undefined && api.p95 > goals.p95) missed.push(`p95 > ${goals.p95} ms`);
  if (goals.ratio !== undefined && api.p95 > goals.ratio * sql.p95) missed.push(`ratio > ${goals.ratio}`);
  return missed;
}

function lineOf({ name, goals }: BenchCase, { api, sql }: Figures, missed: string[]): string {
  const pair = ({ p50, p95 }: { p50: number; p95: number }) => `${p50.toFixed(2)} / ${p95.toFixed(2)}`;
  const ratio = (api.p95 / sql.p95).toFixed(1);
  const hasGoal = Object.keys(goals).length > 0;
  const verdict = missed.length > 0 ? `missed: ${missed.join(', ')}` : hasGoal ? 'met' : '';
  return `${name.padEnd(40)}${pair(sql).padStart(22)}${pair(api).padStart(20)}   ${ratio.padStart(5)}   ${verdict}`;
}

async function benchIntake(): Promise<void> {
  say('');
  for (const result of await measureIntake()) say(intakeLine(result));
}

async function benchDesk(): Promise<void> {
  const { firstStart, secondStart, idleMegabytes } = await measureDesk();
  const memory = idleMegabytes === null ? 'memory unknown here' : `${idleMegabytes.toFixed(0)} MB idle (goal 250)`;
  say(`\nstart: first ${firstStart.toFixed(1)} s, second ${secondStart.toFixed(1)} s (goal 2.5), ${memory}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
