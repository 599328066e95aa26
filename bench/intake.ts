import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import { joinEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { deskProcess, forget } from '../test/desk-process.ts';
import { openSmtp } from './smtp-client.ts';

type IntakeResult = { mails: number; clients: number; perSecond: number; floorPerSecond: number; ratio: number };

const support = 'support@atende.example';
const senders = 500;

/**
 * Mail through the SMTP door (store, acknowledge, parse, thread, file, commit, visible) against the bare inserts of the same
 * rows in two commits, by as many clients, on the same PostgreSQL. Each in turn, twice; the better round of each counts.
 */
export async function measureIntake({ mails = 2_000, clients = 8, rounds = 2 } = {}): Promise<IntakeResult> {
  const desk = await deskProcess({ env: { LOG_LEVEL: 'warn' } });
  try {
    await desk.start();
    const { address } = await joinEmbeddedPostgres(desk.dataDir);
    await throughTheDoor(desk.mailPort, address, { mails: senders + 200, clients });
    let [perSecond, floorPerSecond] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      perSecond = Math.max(perSecond, await throughTheDoor(desk.mailPort, address, { mails, clients }));
      floorPerSecond = Math.max(floorPerSecond, await bareInserts(address, { mails, clients }));
    }
    return { mails, clients, perSecond, floorPerSecond, ratio: perSecond / floorPerSecond };
  } finally {
    await forget(desk);
  }
}

type Load = { mails: number; clients: number };
let serial = 0;

/** From the first connection until the last mail is a ticket. */
async function throughTheDoor(port: number, address: DatabaseAddress, { mails, clients }: Load): Promise<number> {
  const database = await connect(address, 'bench');
  const filedBefore = await countFiled(database);
  const letters = Array.from({ length: mails }, () => makeLetter(serial++));
  const began = performance.now();
  await inParallel(clients, async () => {
    const smtp = await openSmtp(port);
    for (let one = letters.pop(); one; one = letters.pop()) await smtp.send(one.bytes, one.from, support);
    smtp.close();
  });
  while ((await countFiled(database)) < filedBefore + mails) await sleep(5);
  const seconds = (performance.now() - began) / 1000;
  await checkTickets(database, filedBefore + mails);
  await database.end();
  return mails / seconds;
}

async function countFiled(database: pg.Client): Promise<number> {
  const { rows } = await database.query(`select count(*)::int as count from inbound where state = 'filed'`);
  return rows[0].count;
}

/** Every mail is a ticket with one message and one search row: the bench counts what it claims. */
async function checkTickets(database: pg.Client, expected: number): Promise<void> {
  const { rows } = await database.query(`
    select (select count(*)::int from messages where inbound_id is not null and external_id like '<bench-%') as messages,
      (select count(*)::int from message_search join messages on messages.id = message_id
        where external_id like '<bench-%') as searchable`);
  if (rows[0].messages !== serial || rows[0].searchable !== serial || expected < serial) {
    throw new Error(`${serial} mails were sent, ${rows[0].messages} filed, ${rows[0].searchable} searchable.`);
  }
}

const paragraph =
  'Bom dia, o forno que compramos em março não liga desde ontem à tarde. Já trocamos a tomada e o disjuntor está ligado. ';

function makeLetter(n: number): { from: string; bytes: Buffer } {
  const from = `customer-${n % senders}@customers.example`;
  const text = [
    `From: Customer ${n % senders} <${from}>`,
    `To: Support <${support}>`,
    `Subject: Forno ${n} parado`,
    `Message-ID: <bench-${n}-${randomUUID()}@customers.example>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `Pedido ${n}.`,
    ...Array.from({ length: 12 }, (_, line) => `${line + 1}. ${paragraph}`),
  ];
  return { from, bytes: Buffer.from(text.join('\r\n')) };
}

/** The rows one mail needs, and nothing else: no parsing, no threading, no files. */
async function bareInserts(address: DatabaseAddress, { mails, clients }: Load): Promise<number> {
  const first = await connect(address, 'bench');
  const { rows } = await first.query(
    `select (select id from inboxes limit 1) as inbox, (select max(id) from contacts) as contact`,
  );
  await first.end();
  let left = mails;
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(address, 'bench')));
  const began = performance.now();
  await inParallel(clients, async (n) => {
    const client = connections[n] as pg.Client;
    while (left-- > 0) await insertOne(client, { ...rows[0], n: left });
  });
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(connections.map((client) => client.end()));
  return mails / seconds;
}

async function insertOne(
  client: pg.Client,
  { inbox, contact, n }: { inbox: number; contact: number; n: number },
): Promise<void> {
  const body = paragraph.repeat(12);
  const id = randomUUID();
  const { rows } = await client.query({
    name: 'floor inbound',
    text: `insert into inbound (uuid, inbox_id, key, external_id, envelope, file_hash, size, state)
      values ($1, $2, $3, $4, '{"door": "bench"}', $5, 2000, 'discarded') returning id`,
    values: [id, inbox, `floor:${id}`, `<floor-${id}@bench>`, id.replaceAll('-', '').repeat(2)],
  });
  await client.query({
    name: 'floor ticket',
    text: `with counter as (update ticket_counter set next = next + 1 where id = 1 returning next - 1 as number),
      ticket as (insert into tickets (uuid, number, subject, subject_folded, status_id, status_category, priority,
          requester_id, inbox_id, channel, language, message_count, preview, last_author_kind, last_customer_message_at)
        select $1, number, $2, lower($2), 1, 0, 2, $3, $4, 'email', 'pt-BR', 1, left($5, 160), 'contact', now()
        from counter returning id),
      message as (insert into messages (uuid, ticket_id, kind, direction, author_kind, contact_id, channel, inbox_id,
          inbound_id, text, recipients, external_id, reason, verdict, posted_at)
        select $6, id, 'reply', 'in', 'contact', $3, 'email', $4, $7, $5, '{"to": ["support@atende.example"], "cc": []}', $8,
          '{"code": "new_ticket", "values": {}}', '{"status": "unverified", "by": [], "notes": []}', now()
        from ticket returning id, ticket_id),
      search as (insert into message_search (message_id, ticket_id, created_at, tsv)
        select id, ticket_id, now(), to_tsvector('simple', $2 || ' ' || $5) from message)
      insert into events (type, ticket_id, message_id, ticket_version, actor_kind, actor_id, channel, cause, changes)
        select type, ticket_id, id, 1, 'contact', $3, 'email', '{"kind": "contact", "id": 1, "depth": 0}', '{}'
        from message, unnest(array['ticket.opened', 'message.received']) as type`,
    values: [randomUUID(), `Forno ${n} parado`, contact, inbox, body, randomUUID(), rows[0].id, `<floor-${id}@bench>`],
  });
}

async function inParallel(count: number, work: (n: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, n) => work(n)));
}

if (import.meta.main) {
  const result = await measureIntake();
  const rate = (n: number) => n.toFixed(0);
  const line = `${rate(result.perSecond)} mails/s through the door, ${rate(result.floorPerSecond)} bare inserts/s`;
  process.stdout.write(`${line}: ${(100 * result.ratio).toFixed(0)} % (${cpus().length} × ${cpus()[0]?.model})\n`);
}
