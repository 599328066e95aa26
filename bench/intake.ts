import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import { joinEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { type DeskProcess, deskProcess, forget, ownerToken, postmaster } from '../test/desk-process.ts';
import { bareInserts, inParallel, type Load } from './bare-inserts.ts';
import { type Cpu, cpuBetween, cpuOf } from './cpu.ts';
import { type LetterKind, letterKinds, senders, support } from './letters.ts';
import { openSmtp } from './smtp-client.ts';

export type IntakeResult = {
  name: string;
  mails: number;
  clients: number;
  perSecond: number;
  floorPerSecond: number;
  ratio: number;
  /** Milliseconds of CPU that one mail cost. */
  cpu: Cpu | null;
};
type Options = { mails?: number; clients?: number; rounds?: number; only?: string };
type Running = { desk: DeskProcess; address: DatabaseAddress; token: string; pids: [number, number] };

/**
 * Mail through the SMTP door, from the first DATA until the last ticket is read from `GET /api/tickets`, against the bare
 * inserts of the same rows in two commits, by as many clients, on the same PostgreSQL. Each in turn, several times; the
 * best round of each counts.
 */
export async function measureIntake({ mails = 2_000, clients = 8, rounds = 2, only = '' }: Options = {}) {
  const desk = await deskProcess({ env: { LOG_LEVEL: 'warn' } });
  try {
    await desk.start();
    const { address } = await joinEmbeddedPostgres(desk.dataDir);
    const token = await ownerToken(desk);
    const running: Running = { desk, address, token, pids: [desk.pid(), await postmaster(desk)] };
    const results: IntakeResult[] = [];
    for (const [name, kind] of Object.entries(letterKinds)) {
      if (!name.includes(only)) continue;
      await throughTheDoor(running, { kind, mails: senders + 200, clients });
      results.push({ name, ...(await inTurns(running, { kind, mails, clients }, rounds)) });
    }
    return results;
  } finally {
    await forget(desk);
  }
}

async function inTurns(running: Running, load: Load, rounds: number): Promise<Omit<IntakeResult, 'name'>> {
  let best: Passed = { perSecond: 0, cpu: null };
  let floorPerSecond = 0;
  for (let round = 0; round < rounds; round++) {
    const passed = await throughTheDoor(running, load);
    if (passed.perSecond > best.perSecond) best = passed;
    floorPerSecond = Math.max(floorPerSecond, await bareInserts(running.address, load));
  }
  const { mails, clients } = load;
  return { mails, clients, ...best, floorPerSecond, ratio: best.perSecond / floorPerSecond };
}

type Passed = { perSecond: number; cpu: Cpu | null };
let serial = 0;

async function throughTheDoor(running: Running, { kind, mails, clients }: Load): Promise<Passed> {
  const { desk, address, pids } = running;
  const database = await connect(address, 'bench');
  const filedBefore = await countFiled(database);
  const letters = Array.from({ length: mails }, () => kind.make(serial++));
  const last = letters[0]?.subject ?? '';
  const subjects = new Set(letters.map(({ subject }) => subject));
  const open = await Promise.all(Array.from({ length: clients }, () => openSmtp(desk.mailPort)));
  const cpuBefore = await cpuOf(...pids);
  const began = performance.now();
  await inParallel(clients, async (n) => {
    for (let one = letters.pop(); one; one = letters.pop()) await open[n]?.send(one.bytes, one.from, support);
    open[n]?.close();
  });
  while (await isWaiting(database)) await sleep(5);
  if ((await countFiled(database)) !== filedBefore + mails) throw new Error('Not every mail was filed.');
  const { body } = await desk.api('/api/tickets?sort=created&limit=100', { token: running.token });
  const seconds = (performance.now() - began) / 1000;
  const used = cpuBetween(cpuBefore, await cpuOf(...pids));
  if (!subjectsIn(body).includes(last)) throw new Error('The last mail is not among the newest tickets.');
  await database.end();
  await checkTickets(running, { subjects, kind });
  return { perSecond: mails / seconds, cpu: used && perMail(used, mails) };
}

function perMail(used: Cpu, mails: number): Cpu {
  const ms = (seconds: number) => (1000 * seconds) / mails;
  return { main: ms(used.main), workers: ms(used.workers), other: ms(used.other), postgres: ms(used.postgres) };
}

/** Asked every few milliseconds of the PostgreSQL that is measured, so it reads one entry of the queue's index and no more. */
async function isWaiting(database: pg.Client): Promise<boolean> {
  const { rows } = await database.query({
    name: 'is waiting',
    text: `select exists (select from inbound where state = 'received') as waiting`,
  });
  return rows[0].waiting;
}

async function countFiled(database: pg.Client): Promise<number> {
  const { rows } = await database.query(`select count(*)::int as count from inbound where state = 'filed'`);
  return rows[0].count;
}

/** Every mail is a ticket that the API lists, with one message, its search row and its file: the bench counts what it claims. */
async function checkTickets(running: Running, sent: { subjects: Set<string>; kind: LetterKind }): Promise<void> {
  const missing = new Set(sent.subjects);
  for (let after = ''; missing.size > 0; ) {
    const page = `/api/tickets?sort=created&limit=100${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`;
    const { body } = await running.desk.api(page, { token: running.token });
    for (const subject of subjectsIn(body)) missing.delete(subject);
    if (body.next === null) break;
    after = body.next;
  }
  if (missing.size > 0) throw new Error(`${missing.size} mails are in no list.`);
  const database = await connect(running.address, 'bench');
  const { rows } = await database.query(`
    select (select count(*)::int from messages where inbound_id is not null and external_id like '<bench-%') as messages,
      (select count(*)::int from message_search join messages on messages.id = message_id
        where external_id like '<bench-%') as searchable,
      (select count(*)::int from (select from attachments join messages on messages.id = message_id
        where external_id like '<bench-%' order by messages.id desc limit ${sent.subjects.size}) newest) as files`);
  await database.end();
  const [{ messages, searchable, files }] = rows;
  const expectedFiles = sent.kind.hasAttachment ? sent.subjects.size : 0;
  if (messages === serial && searchable === serial && files >= expectedFiles) return;
  throw new Error(`${serial} mails were sent, ${messages} filed, ${searchable} searchable, ${files} files.`);
}

function subjectsIn(body: { tickets: { subject: string }[] }): string[] {
  return body.tickets.map(({ subject }) => subject);
}

export function intakeLine({ name, mails, clients, perSecond, floorPerSecond, ratio, cpu }: IntakeResult): string {
  const share = `${(100 * ratio).toFixed(0)} % of ${floorPerSecond.toFixed(0)} bare inserts/s`;
  const line = `${name} mail, ${mails} by ${clients} clients: ${perSecond.toFixed(0)}/s, ${share}`;
  if (cpu === null) return line;
  const whole = cpu.main + cpu.workers + cpu.other + cpu.postgres;
  const parts = Object.entries(cpu).map(([part, ms]) => `${part} ${ms.toFixed(2)}`);
  return `${line}; CPU ${whole.toFixed(2)} ms a mail: ${parts.join(', ')}`;
}

if (import.meta.main) {
  const [only = '', mails = '2000', rounds = '3'] = process.argv.slice(2);
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model}\n`);
  for (const result of await measureIntake({ only, mails: Number(mails), rounds: Number(rounds) })) {
    process.stdout.write(`${intakeLine(result)}\n`);
  }
}
