-- Contacts read from a table (CSV, XLSX): what stands in each row, what it would do, and what came of it.
create table contact_imports (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  agent_id bigint references agents (id) on delete set null,
  file_name text not null,
  source jsonb not null,                   -- how the file was read: {format, delimiter, encoding} or {format, sheet}
  columns jsonb not null,                  -- what each column says: [target, or null where it is left out]
  has_headings boolean not null,
  language text not null,                  -- the one days and numbers are written in
  state text not null default 'draft' check (state in ('draft', 'running', 'stopped', 'done', 'undoing', 'undone')),
  created_at timestamptz(3) not null,
  ended_at timestamptz(3)
);

create table contact_import_rows (
  import_id bigint not null references contact_imports (id) on delete cascade,
  place int not null,                      -- the number of the row in the file
  cells jsonb not null,                    -- [text]
  plan text check (plan in ('new', 'changed', 'same', 'error')),
  changes jsonb not null default '[]',     -- names of the values that the plan gives to a contact
  state text not null default 'waiting' check (state in ('waiting', 'made', 'changed', 'same', 'failed', 'undone', 'left')),
  contact_id bigint references contacts (id) on delete set null,
  done jsonb,                              -- {at, before, identities, organizationId}: what an undo needs
  problems jsonb not null default '[]',    -- [{code, values}]
  primary key (import_id, place)
) with (fillfactor = 60); -- each row is written again twice: with its plan, and with what came of it
create index contact_import_rows_by_state on contact_import_rows (import_id, state, place);
create index contact_import_rows_of_contact on contact_import_rows (contact_id) where contact_id is not null;
