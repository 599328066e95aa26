import type pg from 'pg';

export type Column = {
  name: string;
  type: string;
  isNullable: boolean;
  identity: '' | 'a' | 'd';
  isGenerated: boolean;
  default: string | null;
};
export type Table = {
  name: string;
  columns: Column[];
  constraints: { name: string; kind: string; definition: string }[];
  indexes: { name: string; definition: string }[];
  /** Each with the function it calls. */
  triggers: { definition: string }[];
};

/** The tables of the public schema as PostgreSQL knows them, in the order of their names. */
export async function readCatalogue(client: pg.Client): Promise<Table[]> {
  const tables = await rows<{ name: string }>(client, tablesSql);
  const columns = await rows<Column & { table: string }>(client, columnsSql);
  const constraints = await rows<{ table: string; name: string; kind: string; definition: string }>(
    client,
    constraintsSql,
  );
  const indexes = await rows<{ table: string; name: string; definition: string }>(client, indexesSql);
  const triggers = await rows<{ table: string; definition: string }>(client, triggersSql);
  const of = <T extends { table: string }>(all: T[], name: string) => all.filter((one) => one.table === name);

  return tables.map(({ name }) => ({
    name,
    columns: of(columns, name),
    constraints: of(constraints, name),
    indexes: of(indexes, name),
    triggers: of(triggers, name),
  }));
}

async function rows<T>(client: pg.Client, sql: string): Promise<T[]> {
  const result = await client.query(sql);
  return result.rows as T[];
}

const tablesSql = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  order by c.relname collate "C"`;

const columnsSql = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as "isNullable", a.attidentity as identity, a.attgenerated <> '' as "isGenerated",
    pg_get_expr(d.adbin, d.adrelid) as default
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped
  order by c.relname collate "C", a.attnum`;

// PostgreSQL 18 lists not-null constraints too; older ones do not, and the columns say it already.
const constraintsSql = `
  select c.relname as table, k.conname as name, k.contype as kind, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace
  where k.contype in ('p', 'u', 'f', 'c')
  order by c.relname collate "C", array_position('{p,u,f,c}', k.contype), k.conname collate "C"`;

const indexesSql = `
  select c.relname as table, i.relname as name, pg_get_indexdef(i.oid) as definition
  from pg_index x
  join pg_class i on i.oid = x.indexrelid
  join pg_class c on c.oid = x.indrelid and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  where not exists (select 1 from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u'))
  order by c.relname collate "C", i.relname collate "C"`;

const triggersSql = `
  select c.relname as table, trim(trailing E'\\n' from pg_get_functiondef(t.tgfoid)) || E';\\n' || pg_get_triggerdef(t.oid) as definition
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
  where not t.tgisinternal
  order by c.relname collate "C", t.tgname collate "C"`;
