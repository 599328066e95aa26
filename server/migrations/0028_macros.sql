-- What an agent does in one go after having looked at it: a text to send, and actions.
create table macros (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  owner_id bigint references agents (id) on delete cascade, -- null: everybody's
  name text not null,
  position int not null,                   -- the order in which those of an owner are offered
  is_enabled boolean not null default true,
  texts jsonb,                             -- {language: template}; null: it writes nothing
  actions jsonb not null default '[]',     -- [{action, params}]
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index macros_of_owner on macros (owner_id, position, id);
