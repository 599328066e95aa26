import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { connect } from '../server/platform/database/database.ts';
import { joinEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { type DeskProcess, deskProcess, forget, ownerToken, postmaster } from '../test/desk-process.ts';
import { type Dovecot, dovecotMissing, hasDovecot, startDovecot } from '../test/dovecot.ts';
import { privateOfChildren, residentOf } from './memory.ts';

/** One look while it works: how many are filed, and what the desk and its PostgreSQL hold, in MB. */
type Sample = { at: number; filed: number; desk: number; postgres: number };
type CatchUp = {
  mails: number;
  perSecond: number;
  /** After the warm-up: the first tenth, in which threads are started, caches filled and code is compiled. */
  least: number;
  most: number;
  firstHalf: number;
  secondHalf: number;
  postgresMost: number;
  opened: number;
  sent: number;
};

/**
 * A mailbox of so many old mails in a real Dovecot, connected with "all": filed as history, nobody written to. What is
 * asked of it: the desk's memory stays within 100 MB once it is warm, however many there are.
 */
export async function measureCatchUp(
  mails: number,
  tell: (sample: Sample) => void = () => {},
  // Looking is not free: it counts the rows of a table that grows.
  sampleMs = mails > 20_000 ? 5_000 : 1_000,
): Promise<CatchUp> {
  const dovecot = await startDovecot();
  const desk = await deskProcess({ env: { LOG_LEVEL: 'warn' } });
  try {
    await dovecot.flagsOf(); // the folder is made when somebody opens it
    await dovecot.fill(mails, oldMail(mails));
    await desk.start();
    const { address } = await joinEmbeddedPostgres(desk.dataDir);
    const database = await connect(address, 'bench');
    await connectMailbox(desk, dovecot);
    const samples = await watch(desk, database, { mails, tell, sampleMs });
    const figures = { ...figuresOf(samples, mails), ...(await outcomeOf(database, mails)) };
    await database.end();
    return figures;
  } finally {
    await forget(desk);
    await dovecot.close();
  }
}

async function connectMailbox(desk: DeskProcess, dovecot: Dovecot): Promise<void> {
  const token = await ownerToken(desk);
  const settings = {
    incoming: 'imap',
    imapHost: '127.0.0.1',
    imapPort: dovecot.port,
    imapSecurity: 'none',
    imapUser: dovecot.user,
    imapPassword: dovecot.password,
    since: 'all',
  };
  const confirmation = { isOn: true, texts: {} };
  const body = { name: 'Shop', channel: 'email', addresses: ['shop@atende.example'], settings, confirmation };
  const { status } = await desk.api('/api/inboxes', { token, body });
  if (status !== 201) throw new Error(`The inbox was not added: ${status}.`);
}

type Watching = { mails: number; tell(sample: Sample): void; sampleMs: number };

/** From the mailbox being named until the last of its mails is filed. */
async function watch(desk: DeskProcess, database: pg.Client, { mails, tell, sampleMs }: Watching): Promise<Sample[]> {
  const server = await postmaster(desk);
  const began = performance.now();
  const samples: Sample[] = [];
  for (;;) {
    const sample = {
      at: (performance.now() - began) / 1000,
      filed: await count(database, `inbound where state = 'filed'`),
      desk: await residentOf(desk.pid()),
      postgres: await privateOfChildren(server),
    };
    samples.push(sample);
    tell(sample);
    if (sample.filed >= mails) return samples;
    if (!desk.isRunning()) throw new Error(`The desk ended:\n${desk.log().slice(-2_000)}`);
    await sleep(sampleMs);
  }
}

function figuresOf(samples: readonly Sample[], mails: number) {
  const warm = samples.filter(({ filed }) => filed >= mails / 10);
  const held = warm.map(({ desk }) => desk);
  const half = Math.floor(held.length / 2);
  const mean = (some: number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  return {
    mails,
    perSecond: mails / (samples.at(-1)?.at ?? 0),
    least: Math.min(...held),
    most: Math.max(...held),
    firstHalf: mean(held.slice(0, Math.max(1, half))),
    secondHalf: mean(held.slice(half)),
    postgresMost: Math.max(...warm.map(({ postgres }) => postgres)),
  };
}

/** What a figure is worth: every mail is a message, once, and nobody was written to. */
async function outcomeOf(database: pg.Client, mails: number): Promise<{ opened: number; sent: number }> {
  const messages = await count(database, 'messages');
  const different = (await database.query('select count(distinct external_id)::int as count from messages')).rows[0]
    .count;
  if (messages !== mails || different !== mails) {
    throw new Error(`${mails} mails became ${messages} messages, ${different} of them different.`);
  }
  const sent = (await count(database, 'deliveries')) + (await count(database, 'outgoing_mail'));
  return { opened: await count(database, 'tickets'), sent };
}

async function count(database: pg.Client, what: string): Promise<number> {
  return (await database.query(`select count(*)::int as count from ${what}`)).rows[0].count;
}

const senders = 5_000;
const words = 'O forno que compramos em março não liga desde ontem à tarde, e o disjuntor está ligado. ';

/** Hour by hour up to now; every fourth answers the one before it. */
function oldMail(mails: number): (nth: number) => { at: Date; bytes: string } {
  const now = Date.now();
  return (nth) => {
    const at = new Date(now - (mails - nth) * 60_000);
    const isAnswer = nth % 4 === 3;
    const asked = isAnswer ? nth - 1 : nth;
    const lines = [
      `Received: from mx.old.example by mail.atende.example; ${at.toUTCString()}`,
      `From: Person ${asked % senders} <person${asked % senders}@old.example>`,
      'To: shop@atende.example',
      `Subject: ${isAnswer ? 'Re: ' : ''}Pedido ${asked}`,
      `Date: ${at.toUTCString()}`,
      `Message-ID: <old-${nth}@old.example>`,
      ...(isAnswer ? [`In-Reply-To: <old-${asked}@old.example>`] : []),
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Mail ${nth}. ${words.repeat(1 + (nth % 12))}`,
      '',
    ];
    return { at, bytes: lines.join('\r\n') };
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { mails: { type: 'string', default: '100000' } } });
  if (!hasDovecot) throw new Error(dovecotMissing);
  const mails = Number(values.mails);
  let told = 0;
  const figures = await measureCatchUp(mails, ({ at, filed, desk, postgres }) => {
    if (filed < told) return;
    told += mails / 20;
    process.stdout.write(
      `${at.toFixed(0).padStart(6)} s ${String(filed).padStart(8)} filed, desk ${desk.toFixed(0)} MB, PostgreSQL ${postgres.toFixed(0)} MB\n`,
    );
  });
  const { perSecond, least, most, firstHalf, secondHalf, postgresMost, opened, sent } = figures;
  const held = `RSS of the desk ${least.toFixed(0)} to ${most.toFixed(0)} MB (mean of the first half ${firstHalf.toFixed(0)}, of the second ${secondHalf.toFixed(0)})`;
  process.stdout.write(
    `${mails} mails caught up at ${perSecond.toFixed(0)} mails/s into ${opened} tickets, ${sent} sent; ${held}, PostgreSQL's own at most ${postgresMost.toFixed(0)} MB (${cpus().length} × ${cpus()[0]?.model})\n`,
  );
}

if (import.meta.main) await main();
