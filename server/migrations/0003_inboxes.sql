-- Where requests come in: configured connections of a channel, and the raw bytes they brought.

create table topics (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  slug text not null unique,
  name jsonb not null, -- one name per language: {"en": "...", "pt-BR": "..."}
  parent_id bigint references topics (id),
  team_id bigint references teams (id) on delete set null,
  position int not null default 0
);

create table inboxes (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name text not null,
  channel text not null,
  settings jsonb not null default '{}',   -- the channel's own schema
  secrets text,                           -- sealed by platform/secrets.ts
  team_id bigint references teams (id) on delete set null,
  topic_id bigint references topics (id) on delete set null,
  language text not null default 'en',
  sender_name text not null default '',
  signature text not null default '',
  is_active boolean not null default true,
  last_error text,
  last_error_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

create table inbox_addresses (
  address text primary key check (address = lower(address)),
  inbox_id bigint not null references inboxes (id) on delete cascade,
  position int not null default 0
);
create index inbox_addresses_by_inbox on inbox_addresses (inbox_id, position);

-- The raw message, before anything is acknowledged. The row is its own queue: received -> filed | parked | discarded.
create table inbound (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  inbox_id bigint not null references inboxes (id),
  key text not null,                      -- what makes it the same delivery of the same bytes
  external_id text,                       -- Message-ID as written, for mail that waits for it
  envelope jsonb not null default '{}',
  file_hash text not null,
  size bigint not null,
  state text not null default 'received' check (state in ('received', 'filed', 'parked', 'discarded')),
  attempts int not null default 0,
  next_attempt_at timestamptz(3) not null default now(),
  error text,
  message_id bigint,
  received_at timestamptz(3) not null default now(),
  filed_at timestamptz(3),
  unique (inbox_id, key)
);
create index inbound_waiting on inbound (next_attempt_at, id) where state = 'received';
create index inbound_parked on inbound (id desc) where state = 'parked';
create index inbound_waiting_external on inbound (external_id) where state = 'received' and external_id is not null;
