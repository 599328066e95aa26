import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { fingerprint } from './seed-key.ts';
import { people } from './seed-people.ts';
import { type Sizes, sizesFor, ticketRows } from './seed-rows.ts';

/** Fills an empty desk with so many tickets by COPY, or finds that it is filled already. Returns what is in it. */
export async function seed(address: DatabaseAddress, tickets: number, say: (line: string) => void): Promise<Sizes> {
  const sizes = sizesFor(tickets);
  const key = await fingerprint(tickets);
  await migrate(address);
  const client = await connect(address, 'atende bench seed');
  try {
    if ((await seededAs(client)) !== key) {
      await fill(client, { address, sizes, say });
      await client.query(`insert into settings (key, value) values ('bench.seed', to_jsonb($1::text))`, [key]);
    }
    await checkCounts(client, sizes);
    return sizes;
  } finally {
    await client.end();
  }
}

async function seededAs(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query(`select value #>> '{}' as key from settings where key = 'bench.seed'`);
  return rows[0]?.key ?? null;
}

type Filling = { address: DatabaseAddress; sizes: Sizes; say: (line: string) => void };

async function fill(client: pg.Client, { address, sizes, say }: Filling): Promise<void> {
  const { rows } = await client.query('select count(*) as n from tickets');
  if (Number(rows[0]?.n) > 0) throw new Error('The bench desk holds other tickets: remove its folder and run again.');
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    say(`  ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };

  // Foreign keys are checked by the counts at the end; row triggers would take longer than the rows.
  await client.query(`set session_replication_role = replica`);
  await client.query(`set maintenance_work_mem = '512MB'`);
  await people(client, sizes);
  const rebuild = await dropIndexes(client, [
    'tickets',
    'messages',
    'message_search',
    'contacts',
    'contact_identities',
  ]);
  await client.query(
    'create unlogged table bench_texts (id bigint, ticket_id bigint, created_at timestamptz(3), text text)',
  );
  await timed('tickets, messages and their texts', () => copyTickets(address, sizes));
  await timed('search documents', () => searchDocuments(address, sizes));
  await client.query('drop table bench_texts');
  await timed('indexes', async () => {
    for (const definition of rebuild) await client.query(definition);
  });
  await setCounters(client, sizes);
  await timed('vacuum', () => client.query('vacuum (analyze)'));
}

async function dropIndexes(client: pg.Client, tables: string[]): Promise<string[]> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename = any($1) and schemaname = current_schema()
      and indexname not in (select conname from pg_constraint)`,
    [tables],
  );
  for (const { indexname } of rows) await client.query(`drop index ${indexname}`);
  return rows.map(({ indexdef }) => indexdef);
}

/** Each table by a connection of its own: three streams fed from one pass over the tickets. */
async function copyTickets(address: DatabaseAddress, sizes: Sizes): Promise<void> {
  for (const [table, columns, rowsOf] of ticketRows(sizes)) {
    const client = await connect(address, 'atende bench copy');
    await client.query(`set session_replication_role = replica`);
    await pipeline(Readable.from(chunks(rowsOf())), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)));
    await client.end();
  }
}

export function* chunks(rows: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += row;
    if (chunk.length > 60_000) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

/** The same expression that a new message gets (server/tickets/search-document.ts), over texts folded here; on two connections. */
async function searchDocuments(address: DatabaseAddress, { messages }: Sizes): Promise<void> {
  const half = Math.floor(messages / 2);
  const ranges = [
    [1, half],
    [half + 1, messages],
  ];
  await Promise.all(
    ranges.map(async ([low, high]) => {
      const client = await connect(address, 'atende bench search');
      await client.query(`set session_replication_role = replica`);
      await client.query(
        `insert into message_search (message_id, ticket_id, created_at, tsv)
         select id, ticket_id, created_at, to_tsvector('portuguese', text) || strip(to_tsvector('english', text))
         from bench_texts where id between $1 and $2`,
        [low, high],
      );
      await client.end();
    }),
  );
}

async function setCounters(client: pg.Client, { tickets, messages }: Sizes): Promise<void> {
  await client.query('update ticket_counter set next = $1', [tickets + 1]);
  await client.query(`select setval(pg_get_serial_sequence('tickets', 'id'), $1)`, [tickets]);
  await client.query(`select setval(pg_get_serial_sequence('messages', 'id'), $1)`, [messages]);
}

/** The bench is worth nothing on fewer rows than it says. */
async function checkCounts(client: pg.Client, sizes: Sizes): Promise<void> {
  const { rows } = await client.query<Sizes>(
    `select (select count(*)::int from tickets) as tickets, (select count(*)::int from messages) as messages,
      (select count(*)::int from message_search) as documents,
      (select count(*)::int from tickets where status_category < 4) as active`,
  );
  const found = rows[0];
  if (!found || found.tickets < sizes.tickets || found.messages < sizes.messages || found.documents < sizes.documents) {
    throw new Error(`The bench desk holds ${JSON.stringify(found)} instead of ${JSON.stringify(sizes)}.`);
  }
  sizes.active = found.active;
}
