import type pg from 'pg';

/** A table as an archive names it. Columns are listed so that a restore does not depend on their order. */
export type Table = { name: string; columns: string[] };

/** The migration the database stands at: an archive goes back only into the same. */
export async function schemaVersion(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query('select max(number) as number from schema_migrations');
  return rows[0].number;
}

/** Every table of ours, those that others refer to first. */
export async function tablesInOrder(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
      and a.attgenerated = ''
    group by c.relname order by c.relname`);
  return inOrder(rows, await references(client));
}

/** Which table waits for which: foreign keys that are checked at once. Deferrable ones may point either way. */
async function references(client: pg.ClientBase): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ from: string; to: string }>(`
    select a.relname as "from", b.relname as "to" from pg_constraint k
    join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
    where k.contype = 'f' and a.oid <> b.oid and not k.condeferrable and a.relnamespace = 'public'::regnamespace`);
  const found = new Map<string, Set<string>>();
  for (const row of rows) found.set(row.from, (found.get(row.from) ?? new Set()).add(row.to));
  return found;
}

function inOrder(tables: Table[], needs: Map<string, Set<string>>): Table[] {
  const placed = new Set<string>();
  const order: Table[] = [];
  while (order.length < tables.length) {
    const ready = tables.filter(
      ({ name }) => !placed.has(name) && [...(needs.get(name) ?? [])].every((other) => placed.has(other)),
    );
    if (ready.length === 0) throw new Error('The tables refer to each other in a circle that is not deferrable.');
    for (const table of ready) placed.add(table.name);
    order.push(...ready);
  }
  return order;
}

/** Columns that name a stored file. */
export async function fileHashes(client: pg.ClientBase, tables: readonly Table[]): Promise<string[]> {
  const naming = tables.filter(({ columns }) => columns.includes('file_hash'));
  const each = naming.map(({ name }) => `select file_hash from ${quoted(name)} where file_hash is not null`);
  const { rows } = await client.query<{ file_hash: string }>(`${each.join(' union ')} order by 1`);
  return rows.map((row) => row.file_hash);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
