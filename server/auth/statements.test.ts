import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { statementsOf } from '../../test/statements.ts';
import { findOrMakeContact } from '../contacts/commands/find-or-make.ts';
import { transaction } from '../platform/database/database.ts';
import { settingsRoutes } from '../settings/routes.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: settingsRoutes });
});
afterAll(() => desk.close());

test('knowing who asks takes one statement, by session and by token', async () => {
  for (const by of ['session', 'token'] as const) {
    const statements = await statementsOf(() => desk.as('ana', by).get('/api/settings'));
    expect(statements).toHaveLength(2);
    expect(statements[1]).toContain('from "settings"');
  }
});

test('finding who wrote takes one statement, whether the address is known or new', async () => {
  for (const value of [desk.world.contacts.carla.email, 'somebody.new@example.com']) {
    const sender = { kind: 'email' as const, value, name: 'X', isVerified: false, language: null };
    const find = async () => {
      await transaction(desk.db, (tx) => findOrMakeContact(tx, desk.p, sender));
      return { status: 200 };
    };
    expect(await statementsOf(find)).toHaveLength(1);
  }
});
