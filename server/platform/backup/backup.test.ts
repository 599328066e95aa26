import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../../test/server.ts';
import { addSample } from '../../cli/sample/add-sample.ts';
import { recoverSending } from '../../sending.ts';
import { holdSendingSql } from '../../settings/commands/hold-sending.ts';
import { connect } from '../database/database.ts';
import { backUp } from './backup.ts';
import { fileHashes, quoted, tablesInOrder } from './catalogue.ts';
import { restore } from './restore.ts';

let desk: Desk;
let copy: Desk;
let folder: string;
let path: string;

beforeAll(async () => {
  desk = await startDesk();
  copy = await startDesk({ isEmpty: true });
  folder = await mkdtemp(join(tmpdir(), 'atende-backup-test-'));
  path = join(folder, 'desk.tar.gz');
  await addSample(desk.p);
  await receive('Olá, segue o comprovante.');
  await desk.settle();
  const [ticket] = (await desk.as('olivia').get('/api/tickets?sort=created')).body.tickets;
  await desk.as('olivia').post(`/api/tickets/${ticket.number}/messages`, { kind: 'reply', text: 'Obrigada, recebi.' });
});
afterAll(async () => {
  await desk.close();
  await copy.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (target: Desk, from = path) =>
  restore(target.address, target.p.files, { path: from, empty: ['agents', 'tickets'], afterwards: holdSendingSql });

test('a backup taken while the desk works and restored into an empty desk holds every row and every file', async () => {
  const writing = Promise.all(Array.from({ length: 5 }, (_, nth) => receive(`Escrito durante a cópia, ${nth}.`)));
  await backUp(desk.address, desk.p.files, path);
  await writing;
  await put(copy);
  await backUp(desk.address, desk.p.files, path); // the desk is quiet now: this one is compared
  const second = await startDesk({ isEmpty: true });
  try {
    await put(second);
    const [before, after] = [await everything(desk), await everything(second)];
    expect(Object.keys(after.tables)).toEqual(Object.keys(before.tables));
    for (const [name, rows] of Object.entries(before.tables)) expect(after.tables[name], name).toEqual(rows);
    expect(after.files).toEqual(before.files);
    expect(before.files.length).toBeGreaterThan(0);
    expect(before.tables.tickets?.length).toBeGreaterThan(12);
  } finally {
    await second.close();
  }
});

test('a restored desk sends nothing until its owner says so', async () => {
  const waiting = await copy.db.selectFrom('messages').select('id').where('state', '=', 'waiting').execute();
  expect(waiting.length).toBe(1);
  copy.clock.advance(3600);
  await recoverSending(copy.p);
  await copy.settle();
  expect(await copy.db.selectFrom('deliveries').select('id').where('state', '=', 'sent').execute()).toEqual([]);

  const released = await copy.app.inject({
    method: 'PATCH',
    url: '/api/settings',
    headers: { host: '127.0.0.1:3000', authorization: `Bearer ${desk.world.agents.olivia.apiToken}` },
    payload: { isSendingHeld: false },
  });
  expect(released.json().settings.isSendingHeld).toBe(false);
  await recoverSending(copy.p);
  await copy.settle();
  const sent = await copy.db.selectFrom('deliveries').select('state').where('state', '=', 'sent').execute();
  expect(sent.length).toBe(1);
});

test('new tickets of a restored desk go on counting', async () => {
  const { rows } = await query(copy, 'select max(number) as last from tickets');
  const { rows: counter } = await query(copy, 'select next from ticket_counter');
  expect(counter[0].next).toBe(rows[0].last + 1);
});

test('a desk in use refuses an archive and keeps what it has', async () => {
  const before = await everything(desk);
  await expect(put(desk)).rejects.toMatchObject({ code: 'desk_not_empty' });
  expect(await everything(desk)).toEqual(before);
});

test('a damaged archive is refused and leaves an empty desk empty', async () => {
  const whole = await readFile(path);
  const cut = join(folder, 'cut.tar.gz');
  await writeFile(cut, whole);
  await truncate(cut, Math.floor(whole.length * 0.7));
  const nonsense = join(folder, 'nonsense.tar.gz');
  await writeFile(nonsense, 'this is not an archive');
  const empty = await startDesk({ isEmpty: true });
  try {
    const before = await everything(empty);
    for (const broken of [cut, nonsense]) {
      await expect(put(empty, broken)).rejects.toMatchObject({ code: 'backup_damaged' });
    }
    expect((await everything(empty)).tables).toEqual(before.tables);
  } finally {
    await empty.close();
  }
});

async function receive(text: string): Promise<void> {
  const eml = [
    'From: Carla Souza <carla@padariacentral.example>',
    'To: support@atende.example',
    `Subject: ${text}`,
    `Message-ID: <${Math.random()}@padariacentral.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
  const { status } = await desk
    .as('olivia', 'token')
    .post('/api/inbound/email', Buffer.from(eml), { headers: { 'content-type': 'message/rfc822' } });
  expect(status).toBe(202);
}

/** Every row of every table as text, and every file with its bytes. The hold is what a restore adds. */
async function everything(of: Desk): Promise<{ tables: Record<string, string[]>; files: [string, string][] }> {
  const client = await connect(of.address);
  try {
    const order = await tablesInOrder(client);
    const tables: Record<string, string[]> = {};
    for (const { name } of order) {
      const { rows } = await client.query(`select t::text as row from ${quoted(name)} t order by 1`);
      tables[name] = rows.map(({ row }) => row).filter((row) => !row.includes('isSendingHeld'));
    }
    const hashes = await fileHashes(client, order);
    const files = await Promise.all(
      hashes.map(async (hash): Promise<[string, string]> => [hash, (await of.p.files.get(hash)).toString('base64')]),
    );
    return { tables, files };
  } finally {
    await client.end();
  }
}

async function query(of: Desk, text: string) {
  const client = await connect(of.address);
  return client.query(text).finally(() => client.end());
}
