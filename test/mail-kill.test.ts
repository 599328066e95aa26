import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import { joinEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { type DeskProcess, deskProcess, forget, ownerToken } from './desk-process.ts';
import { type Dovecot, dovecotMissing, hasDovecot, startDovecot } from './dovecot.ts';
import { seeded } from './seeded.ts';
import { type SmtpSink, smtpSink } from './smtp-sink.ts';

/**
 * A thousand mails, half of them by a real Dovecot and half by our SMTP door, while the desk is killed with -9 twenty times
 * at random. Whoever opens a ticket in the Dovecot inbox gets a confirmation. `ATENDE_KILL_SEED` repeats a run's instants.
 */
const seed = Number(process.env.ATENDE_KILL_SEED ?? Date.now() % 1_000_000_000);
const random = seeded(seed);
const kills = 20;
const mailsPerDoor = 500;
const smtpLanes = 8;
const doors = { imap: 'shop@atende.example', smtp: 'support@atende.example' } as const;
type DoorName = keyof typeof doors;
/** After what it is killed: nothing in particular, a mail accepted, one fetched, a confirmation handed over. */
type Happening = (typeof happenings)[number];
const happenings = ['nothing', 'accepted', 'fetched', 'confirmed'] as const;
const mostMs = 8_000;
/** What was in hand when the process died. */
type Instant = { what: Happening; waited: number; arrived: number; unfiled: number; unsent: number; seen: number };
if (!hasDovecot) process.stderr.write(`${dovecotMissing}\n`);

describe.skipIf(!hasDovecot)('a thousand mails and twenty kills with -9', { timeout: 420_000 }, () => {
  const instants: Instant[] = [];
  const arrived: Record<DoorName, number> = { imap: 0, smtp: 0 };
  let life = 0;
  let hasFailed = false;
  let dovecot: Dovecot;
  let sink: SmtpSink;
  let desk: DeskProcess;
  let address: DatabaseAddress;
  let database: pg.Client;
  let token: string;

  beforeAll(async () => {
    [dovecot, sink] = await Promise.all([startDovecot(), smtpSink({ answersAfterMs: 10 })]);
    desk = await deskProcess({ env: { SMTP_URL: sink.url, LOG_LEVEL: 'warn' } });
    await desk.start();
    token = await ownerToken(desk);
    ({ address } = await joinEmbeddedPostgres(desk.dataDir));
    database = await connect(address, 'atende test');
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await forget(desk);
    await Promise.all([sink.close(), dovecot.close()]);
  });

  test('come in and are interrupted', async () => {
    tellSeedOnFailure();
    await addMailbox();
    const lanes = Array.from({ length: smtpLanes }, (_, lane) => feedSmtp(lane));
    const feeding = Promise.all([feedImap(), ...lanes]);
    try {
      for (; life < kills; life++) instants.push(await killAndRestart());
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      await feeding;
    }
    process.stdout.write(`${told()}\n`);
    expect(instants).toHaveLength(kills);
    // The kills came while there was something to lose.
    expect(instants.filter(({ unfiled }) => unfiled > 0).length).toBeGreaterThan(0);
    expect(arrived).toEqual({ imap: mailsPerDoor, smtp: mailsPerDoor });
  });

  test('are a thousand messages, each once', async () => {
    tellSeedOnFailure();
    await expect.poll(() => count(`inbound where state = 'received'`), { timeout: 240_000, interval: 500 }).toBe(0);
    await expect
      .poll(async () => (await subjects()).length, { timeout: 120_000, interval: 500 })
      .toBe(2 * mailsPerDoor);
    expect(await subjects()).toEqual(
      (['imap', 'smtp'] as const).flatMap((door) => numbers().map((n) => subjectOf(door, n))),
    );
    expect(await count(`messages where direction = 'in'`)).toBe(2 * mailsPerDoor);
    expect(await count('tickets')).toBe(2 * mailsPerDoor);
    expect(await count(`inbound where state <> 'filed'`)).toBe(0);
    expect((await dovecot.flagsOf()).filter(({ flags }) => !flags.includes('\\Seen'))).toEqual([]);
  });

  test('get no automatic mail twice, and each of it once or with a reason why not', async () => {
    tellSeedOnFailure();
    const isUnderWay = `deliveries where state in ('queued', 'sending')`;
    const undecided = `tickets where inbox_id = (select id from inboxes where channel = 'email' and name = 'Shop')
      and not exists (select from messages where ticket_id = tickets.id and direction = 'out')
      and not exists (select from events where ticket_id = tickets.id and type = 'message.withheld')`;
    await expect.poll(() => count(undecided), { timeout: 180_000, interval: 500 }).toBe(0);
    await expect.poll(() => count(isUnderWay), { timeout: 180_000, interval: 500 }).toBe(0);

    const states = await table(`select state, count(*)::int as count from deliveries group by state order by state`);
    const withheld = await count(`events where type = 'message.withheld'`);
    process.stdout.write(
      `confirmations: ${JSON.stringify(states)}, ${withheld} withheld, ${sink.taken.length} taken\n`,
    );
    expect(
      await table(`select ticket_id from messages where direction = 'out' group by ticket_id having count(*) > 1`),
    ).toEqual([]);
    const taken = sink.taken.map(({ to }) => to.join());
    expect(taken.filter((one, nth) => taken.indexOf(one) !== nth)).toEqual([]);
    const ids = sink.taken.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);

    const sent = await table(`select external_id from deliveries where state = 'sent'`);
    expect(sent.filter(({ external_id }) => !ids.includes(external_id))).toEqual([]);
    expect(sent.length).toBeGreaterThan(mailsPerDoor / 4);
    expect(await table(`select state from deliveries where state not in ('sent', 'held')`)).toEqual([]);
    // At most the four that were on their way at a kill are left for a person to decide.
    expect(await count(`deliveries where state = 'held'`)).toBeLessThanOrEqual(4 * kills);
  });

  test('leave the desk well', async () => {
    tellSeedOnFailure();
    expect(await desk.api('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    expect((await desk.api('/api/inbound', { token })).body).toMatchObject({ parked: [] });
    expect(desk.log()).not.toContain('"level":"fatal"');
  });

  async function addMailbox(): Promise<void> {
    const settings = {
      incoming: 'imap',
      imapHost: '127.0.0.1',
      imapPort: dovecot.port,
      imapSecurity: 'none',
      imapUser: dovecot.user,
      imapPassword: dovecot.password,
    };
    const confirmation = { isOn: true, texts: {} };
    const body = { name: 'Shop', channel: 'email', addresses: [doors.imap], settings, confirmation };
    expect(await desk.api('/api/inboxes', { token, body })).toMatchObject({ status: 201 });
    // From here on what comes is new, not history.
    await expect.poll(() => count(`mailboxes where state = 'waiting'`), { timeout: 30_000 }).toBe(1);
  }

  /** A moment after something of this life happened, so that a slow machine is killed at its work as a fast one is. */
  async function killAndRestart(): Promise<Instant> {
    const began = Date.now();
    const drawn = happenings[Math.floor(random() * happenings.length)] ?? 'nothing';
    // After so many within an hour the desk confirms nothing more (domain/automatic-mail.ts).
    const what = drawn === 'confirmed' && sink.taken.length >= 300 ? 'fetched' : drawn;
    const jitter = random() * (what === 'nothing' ? 1_500 : 400);
    const before = await happened(what);
    const share = what === 'nothing' ? 0 : (mailsPerDoor * (life + random())) / (kills + 1);
    const isDue = async () => arrived.smtp >= share && (await happened(what)) !== before;
    while (!(await isDue()) && Date.now() - began < mostMs) await sleep(10);
    await sleep(jitter);
    const waited = Date.now() - began;
    await desk.kill();
    const left = await leftAtKill();
    await desk.start();
    return { what, waited, ...left };
  }

  async function happened(what: Happening): Promise<number> {
    if (what === 'nothing') return Number.NaN;
    if (what === 'confirmed') return sink.taken.length;
    return count(`inbound where envelope->>'door' = '${what === 'fetched' ? 'imap' : 'smtp'}'`);
  }

  /** Also looks that nothing carries a mark that is not stored: whoever reads the mailbox would think it done. */
  async function leftAtKill(): Promise<Omit<Instant, 'what' | 'waited'>> {
    const marked = (await dovecot.flagsOf()).filter(({ flags }) => flags.includes('\\Seen'));
    const stored = await table(
      `select (envelope->'imap'->>'uid')::int as uid from inbound where envelope->>'door' = 'imap'`,
    );
    const uids = new Set(stored.map(({ uid }) => uid));
    expect(marked.filter(({ uid }) => !uids.has(uid))).toEqual([]);
    return {
      arrived: arrived.imap + arrived.smtp,
      unfiled: await count(`inbound where state = 'received'`),
      unsent: await count(`deliveries where state in ('queued', 'sending')`),
      seen: marked.length,
    };
  }

  /** So many may have been sent by now that every life has some of its own. */
  const isTurn = (nth: number) => nth < (mailsPerDoor * (life + 1)) / (kills + 1);
  const turn = async (nth: number) => {
    while (!isTurn(nth) && !hasFailed) await sleep(20);
  };

  async function feedImap(): Promise<void> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: dovecot.user, pass: dovecot.password },
      logger: false,
    });
    await client.connect();
    for (const nth of numbers()) {
      await turn(nth);
      if (hasFailed) break;
      await client.append('INBOX', mailOf('imap', nth));
      arrived.imap++;
    }
    await client.logout();
  }

  async function feedSmtp(lane: number): Promise<void> {
    for (let nth = lane; nth < mailsPerDoor && !hasFailed; nth += smtpLanes) {
      await turn(nth);
      await untilAccepted(nth);
      arrived.smtp++;
    }
  }

  /** As a mail server does it, only quicker: what was not answered with 250 is sent again. */
  async function untilAccepted(nth: number): Promise<void> {
    for (let attempt = 0; attempt < 1_200 && !hasFailed; attempt++) {
      const isAccepted = await sendOnce(nth).then(
        () => true,
        () => false,
      );
      if (isAccepted) return;
      await sleep(100);
    }
    if (!hasFailed) throw new Error(`The mail ${nth} was never accepted.`);
  }

  async function sendOnce(nth: number): Promise<void> {
    const patience = { connectionTimeout: 2_000, greetingTimeout: 2_000, socketTimeout: 10_000 };
    const transport = createTransport({ host: '127.0.0.1', port: desk.mailPort, ignoreTLS: true, ...patience });
    const envelope = { from: senderOf('smtp', nth), to: doors.smtp };
    await transport.sendMail({ envelope, raw: mailOf('smtp', nth) }).finally(() => transport.close());
  }

  async function subjects(): Promise<string[]> {
    const rows = await table(`select subject from tickets order by subject`);
    return rows.map(({ subject }) => subject);
  }

  async function count(what: string): Promise<number> {
    return (await table(`select count(*)::int as count from ${what}`))[0]?.count;
  }

  // biome-ignore lint/suspicious/noExplicitAny: rows of every shape
  async function table(query: string): Promise<any[]> {
    return (await database.query(query)).rows;
  }

  function told(): string {
    const lines = instants.map(
      ({ what, waited, ...left }) =>
        `${what}, after ${waited} ms: ${left.arrived} arrived, ${left.seen} marked, ${left.unfiled} stored and not filed, ${left.unsent} confirmations on their way`,
    );
    return [`kill -9, ${lines.length} times (seed ${seed}):`, ...lines].join('\n  ');
  }
});

function tellSeedOnFailure(): void {
  onTestFailed(() => void process.stderr.write(`Its instants come again with ATENDE_KILL_SEED=${seed}.\n`));
}

function numbers(): number[] {
  return Array.from({ length: mailsPerDoor }, (_, nth) => nth);
}

function subjectOf(door: DoorName, nth: number): string {
  return `Order ${door} ${String(nth).padStart(4, '0')} did not arrive`;
}

function senderOf(door: DoorName, nth: number): string {
  return `${door}-customer-${nth}@shop.example`;
}

function mailOf(door: DoorName, nth: number): Buffer {
  const lines = [
    `From: Customer ${nth} <${senderOf(door, nth)}>`,
    `To: ${doors[door]}`,
    `Subject: ${subjectOf(door, nth)}`,
    `Message-ID: <${door}-${nth}@shop.example>`,
    `Date: ${new Date(Date.UTC(2026, 10, 1) + nth * 1000).toUTCString()}`,
    '',
    `This is mail ${nth}.`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
