import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { transaction } from '../platform/database/database.ts';
import { findOrMakeContact } from './commands/find-or-make.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: () => [] });
});
afterAll(() => desk.close());

function find(value: string, more: { name?: string; kind?: 'email' | 'phone'; isVerified?: boolean } = {}) {
  const sender = { kind: 'email' as const, name: '', isVerified: false, language: null, ...more, value };
  return transaction(desk.db, (tx) => findOrMakeContact(tx, desk.p, sender));
}
const contact = (id: number) =>
  desk.db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a known address is its contact, however it is written', async () => {
  const { carla } = desk.world.contacts;
  const found = await find(` ${carla.email.toUpperCase()} `);
  expect(found).toEqual({ contactId: carla.id, organizationId: desk.world.organizations.padaria.id, isNew: false });
});

test('a new address makes a contact, in the organization of its domain, and tells the log', async () => {
  const made = await find('new.baker@padariacentral.example', { name: 'Novo Padeiro' });
  expect(made).toMatchObject({ organizationId: desk.world.organizations.padaria.id, isNew: true });
  expect(await contact(made.contactId)).toMatchObject({ name: 'Novo Padeiro', name_folded: 'novo padeiro' });
  const events = await desk.db
    .selectFrom('events')
    .select(['type', 'actor_kind'])
    .where('subject_kind', '=', 'contact')
    .where('subject_id', '=', made.contactId)
    .execute();
  expect(events).toEqual([{ type: 'contact.created', actor_kind: 'system' }]);
});

test('an address at a public provider belongs to no organization', async () => {
  await desk.db
    .insertInto('organization_domains')
    .values({ domain: 'gmail.com', organization_id: desk.world.organizations.northwind.id })
    .execute();
  expect((await find('somebody@gmail.com')).organizationId).toBeNull();
});

test('who came without a name gets one when it is first given, and keeps it', async () => {
  const { contactId } = await find('quiet@example.com');
  await find('quiet@example.com', { name: 'Quinn' });
  await find('quiet@example.com', { name: 'Somebody Else' });
  expect((await contact(contactId)).name).toBe('Quinn');
});

test('an identity once vouched for stays vouched for', async () => {
  const isVerified = async () =>
    (
      await desk.db
        .selectFrom('contact_identities')
        .select('is_verified')
        .where('value', '=', 'vera@example.com')
        .executeTakeFirstOrThrow()
    ).is_verified;
  await find('vera@example.com');
  expect(await isVerified()).toBe(false);
  await find('vera@example.com', { isVerified: true });
  await find('vera@example.com', { isVerified: false });
  expect(await isVerified()).toBe(true);
});

test('two messages that bring the same new address at once make one contact', async () => {
  for (let round = 0; round < 5; round++) {
    const found = await Promise.all(
      Array.from({ length: 4 }, () => find(`twin${round}@example.com`, { name: 'Twin' })),
    );
    expect(new Set(found.map((one) => one.contactId)).size).toBe(1);
    expect(found.filter((one) => one.isNew)).toHaveLength(1);
  }
  const twins = await desk.db.selectFrom('contacts').select('id').where('name', '=', 'Twin').execute();
  expect(twins).toHaveLength(5);
});

test('a phone number is one identity whatever its spelling', async () => {
  const first = await find('+55 (11) 98765-4321', { kind: 'phone' });
  const second = await find('0055 11 987654321', { kind: 'phone' });
  expect(second).toEqual({ ...first, isNew: false });
});

test('what nobody can be reached at is refused', async () => {
  await expect(find('nobody')).rejects.toMatchObject({ code: 'identity_invalid' });
});
