import { migrate as migrateDatabase } from '../platform/database/migrate.ts';
import type { Command } from './command.ts';

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the schema of this version.',
  async run(_, { withDatabase, print }) {
    const { applied } = await withDatabase(({ address }) => migrateDatabase(address));
    for (const name of applied) print(`applied ${name}`);
    if (applied.length === 0) print('nothing to do');
  },
};
