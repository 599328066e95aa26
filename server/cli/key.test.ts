import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { resealInboxes } from '../inboxes/commands/reseal.ts';
import { connect } from '../platform/database/database.ts';
import { openFiles } from '../platform/files.ts';
import type { Platform } from '../platform/platform.ts';
import { keepSecretKey } from '../platform/secrets/secret-key.ts';
import { secretsOf } from '../platform/secrets/secrets.ts';
import type { Shell } from './command.ts';
import { key } from './key.ts';

let desk: Desk;
const printed: string[] = [];

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

/** The desk as it is after a restart: with whatever keys the file holds now. */
async function restarted(): Promise<Platform> {
  const secrets = secretsOf(await keepSecretKey(desk.p.config.dataDir));
  return { ...desk.p, secrets, files: await openFiles(join(desk.p.config.dataDir, 'files'), secrets) };
}

function shell(): Shell {
  return {
    settings: { ...desk.p.config, secretKey: null },
    now: () => new Date(),
    print: (line) => void printed.push(line),
    tell: () => undefined,
    withDatabase: () => Promise.reject(new Error('not asked for')),
    withDesk: async (work) => work(await restarted(), { address: desk.address } as never),
  };
}

test('a key is changed in three steps and nothing sealed is lost on the way', async () => {
  const before = await restarted();
  const mail = Buffer.from('From: carla@padariacentral.example\r\n\r\nOlá');
  const { hash } = await before.files.put(mail);
  const inbox = desk.world.inbox;
  await withClient(async (client) => {
    const sealed = before.secrets.seal('{"password":"segredo"}', `inbox:${inbox.uuid}`);
    await client.query('update inboxes set secrets = $1 where uuid = $2', [sealed, inbox.uuid]);
    await client.query(
      `insert into outgoing_mail (uuid, recipient, subject, file_hash) values ($1, 'a@b.example', '', $2)`,
      ['01930000-0000-7000-8000-0000000000aa', hash],
    );
  });
  const firstKey = await keepSecretKey(desk.p.config.dataDir);

  await key.run(['rotate'], shell());
  expect(await (await restarted()).files.get(hash)).toEqual(mail);
  await key.run(['reseal'], shell());
  await key.run(['forget'], shell());

  expect(printed.at(-2)).toBe('sealed anew: the secrets of 1 inboxes, 1 files');
  const after = await restarted();
  expect(await keepSecretKey(desk.p.config.dataDir)).not.toContain(firstKey);
  expect(await after.files.get(hash)).toEqual(mail);
  const secrets = await withClient(async (client) => {
    const { rows } = await client.query('select secrets from inboxes where uuid = $1', [inbox.uuid]);
    return rows[0].secrets;
  });
  expect(after.secrets.open(secrets, `inbox:${inbox.uuid}`)).toBe('{"password":"segredo"}');
  expect((await stat(join(desk.p.config.dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(desk.p.config.dataDir, 'secret.key'), 'utf8')).toMatch(/^\S{40,}\n$/);
});

test('sealing again with the same key changes no secret’s meaning', async () => {
  const p = await restarted();
  expect(await resealInboxes(p)).toBe(1);
});

test('a desk whose key comes from the environment is told to change it there', async () => {
  const theirs = { ...shell(), settings: { ...desk.p.config, secretKey: 'k'.repeat(32) } };
  await expect(key.run(['rotate'], theirs)).rejects.toMatchObject({ code: 'key_is_yours' });
});

async function withClient<T>(work: (client: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> {
  const client = await connect(desk.address);
  return work(client).finally(() => client.end());
}
