import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import type { LetterKind } from './letters.ts';

export type Load = { kind: LetterKind; mails: number; clients: number };

/** The rows such mails need, in two commits each, and nothing else: no parsing, no threading, no files. */
export async function bareInserts(address: DatabaseAddress, { kind, mails, clients }: Load): Promise<number> {
  const first = await connect(address, 'bench');
  const { rows } = await first.query(
    `select (select id from inboxes limit 1) as inbox, (select max(id) from contacts) as contact`,
  );
  await first.end();
  const bodies = Array.from({ length: mails }, (_, n) => kind.keeps(n));
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(address, 'bench')));
  const began = performance.now();
  await inParallel(clients, async (n) => {
    const client = connections[n] as pg.Client;
    for (let body = bodies.pop(); body; body = bodies.pop()) {
      await insertOne(client, { ...rows[0], ...body, n: bodies.length, hasAttachment: kind.hasAttachment });
    }
  });
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(connections.map((client) => client.end()));
  return mails / seconds;
}

type Bare = {
  inbox: number;
  contact: number;
  n: number;
  text: string;
  html: string | null;
  hasAttachment: boolean;
};

async function insertOne(client: pg.Client, bare: Bare): Promise<void> {
  const { inbox, contact, n, text, html, hasAttachment } = bare;
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
          inbound_id, text, html, recipients, external_id, reason, verdict, posted_at)
        select $6, id, 'reply', 'in', 'contact', $3, 'email', $4, $7, $5, $9, '{"to": ["support@atende.example"], "cc": []}',
          $8, '{"code": "new_ticket", "values": {}}', '{"status": "unverified", "by": [], "notes": []}', now()
        from ticket returning id, ticket_id),
      search as (insert into message_search (message_id, ticket_id, created_at, tsv)
        select id, ticket_id, now(), to_tsvector('simple', $2 || ' ' || $5) from message),
      file as (insert into attachments (uuid, message_id, name, content_type, size, file_hash)
        select gen_random_uuid(), id, 'pedido.pdf', 'application/pdf', 25000, repeat('0', 64) from message where $10)
      insert into events (type, ticket_id, message_id, ticket_version, actor_kind, actor_id, channel, cause, changes)
        select type, ticket_id, id, 1, 'contact', $3, 'email', '{"kind": "contact", "id": 1, "depth": 0}', '{}'
        from message, unnest(array['ticket.opened', 'message.received']) as type`,
    values: [
      randomUUID(),
      `Forno ${n} parado`,
      contact,
      inbox,
      text,
      randomUUID(),
      rows[0].id,
      `<floor-${id}@bench>`,
      html,
      hasAttachment,
    ],
  });
}

export async function inParallel(count: number, work: (n: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, n) => work(n)));
}
