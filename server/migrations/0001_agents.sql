-- Who works here: settings, roles, agents, teams, and how they prove who they are.

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz(3) not null default now()
);

create table roles (
  slug text primary key,
  name text not null,
  permissions text[] not null,
  scope text not null check (scope in ('own', 'following', 'own_or_unassigned', 'teams', 'all')),
  is_built_in boolean not null default false
);

create table agents (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  email text not null unique check (email = lower(email)),
  name text not null,
  name_folded text not null,
  role text not null references roles (slug),
  password_hash text,
  locale text not null default 'en' check (locale in ('en', 'pt-BR')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  is_active boolean not null default true,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

create table teams (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  slug text not null unique,
  name text not null,
  created_at timestamptz(3) not null default now()
);

create table team_members (
  team_id bigint not null references teams (id) on delete cascade,
  agent_id bigint not null references agents (id) on delete cascade,
  primary key (team_id, agent_id)
);
create index team_members_by_agent on team_members (agent_id, team_id);

create table sessions (
  token_hash bytea primary key,
  uuid uuid not null unique,
  agent_id bigint not null references agents (id) on delete cascade,
  csrf_hash bytea,
  user_agent text not null default '',
  ip text not null default '',
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index sessions_by_agent on sessions (agent_id);

create table api_tokens (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  agent_id bigint not null references agents (id) on delete cascade,
  name text not null,
  token_hash bytea not null unique,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index api_tokens_by_agent on api_tokens (agent_id);

-- Links that work once: setup, invite, reset.
create table one_time_tokens (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('setup', 'invite', 'reset')),
  agent_id bigint references agents (id) on delete cascade,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);

create table throttles (
  bucket text not null,
  window_start timestamptz(3) not null,
  hits int not null default 1,
  primary key (bucket, window_start)
);
create index throttles_by_age on throttles (window_start);

create table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  response jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (actor, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null default now(),
  actor_kind text not null,
  actor_id bigint,
  action text not null,
  object_kind text,
  object_id text,
  details jsonb not null default '{}',
  ip text not null default '',
  request_id text not null default ''
);
create index audit_entries_by_time on audit_entries (at desc, id desc);
