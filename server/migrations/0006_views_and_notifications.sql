-- Saved lists, and what agents are told.

create table views (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  slug text unique,                        -- system views have one
  name jsonb not null,
  owner_kind text not null check (owner_kind in ('system', 'team', 'agent')),
  team_id bigint references teams (id) on delete cascade,
  agent_id bigint references agents (id) on delete cascade,
  condition jsonb not null,
  sort text not null default 'due' check (sort in ('due', 'updated', 'created', 'priority')),
  position int not null default 0,
  created_at timestamptz(3) not null default now()
);

create table notifications (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  agent_id bigint not null references agents (id) on delete cascade,
  type text not null,
  ticket_id bigint references tickets (id) on delete cascade,
  message_id bigint references messages (id) on delete cascade,
  event_id bigint references events (id),
  details jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  unique (agent_id, event_id, type)
);
create index notifications_of_agent on notifications (agent_id, id desc);
create index notifications_unread on notifications (agent_id) where read_at is null;
