import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { readCatalogue } from './schema/catalogue.ts';
import { schemaText } from './schema/schema-text.ts';
import { tablesText } from './schema/tables-text.ts';

/**
 * Writes `schema.sql` (to read) and `tables.ts` (for the compiler) from the catalogue of a freshly migrated database.
 * With `--check` it writes nothing and fails when either is stale. SCHEMA_DATABASE_URL names an empty database to use.
 */
const migrations = path.join(import.meta.dirname, '../server/migrations');

await withEmptyDatabase(async (address) => {
  await migrate(address);
  const client = await connect(address, 'atende schema');
  const catalogue = await readCatalogue(client).finally(() => client.end());
  const texts = { 'schema.sql': schemaText(catalogue), 'tables.ts': tablesText(catalogue) };
  if (process.argv.includes('--check')) await check(texts);
  else for (const [name, text] of Object.entries(texts)) await writeFile(path.join(migrations, name), text);
});

async function withEmptyDatabase(work: (address: DatabaseAddress) => Promise<void>): Promise<void> {
  if (process.env.SCHEMA_DATABASE_URL) return work({ url: process.env.SCHEMA_DATABASE_URL });
  const { withTemporaryPostgres } = await import('../server/platform/database/embedded-postgres.ts');
  await withTemporaryPostgres(work);
}

async function check(texts: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(texts)) {
    const written = await readFile(path.join(migrations, name), 'utf8').catch(() => '');
    if (written === text) continue;
    process.stderr.write(`server/migrations/${name} is stale: run npm run schema\n`);
    process.exitCode = 1;
  }
}
