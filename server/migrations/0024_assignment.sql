-- Who can take tickets, what tickets ask for, and how teams give them out. What was given, to whom and why stands in the log.

-- A team without a row gives out nothing by itself.
create table team_assignment (
  team_id bigint primary key references teams (id) on delete cascade,
  method text not null check (method in ('manual', 'round_robin', 'least_loaded', 'skills')),
  prefers_previous_agent boolean not null default true,
  absent_minutes int check (absent_minutes > 0),   -- gone for so long: tickets go back; null: they stay
  silent_minutes int check (silent_minutes > 0),   -- of business time; null: never
  returns_answered boolean not null default false
);

-- What an agent can take. The row is also the lock under which tickets are given to the agent.
create table agent_assignment (
  agent_id bigint primary key references agents (id) on delete cascade,
  cap double precision check (cap >= 0),           -- null: no limit
  channel_caps jsonb not null default '{}',        -- {channel: cap}
  time_zone text,                                  -- null: the team's
  week jsonb,                                      -- as business_hours.week; null: the team's hours
  is_away boolean not null default false,          -- the agent's own switch
  away_since timestamptz(3),
  last_assigned_at timestamptz(3)                  -- by the desk: whose turn it is follows from it
);

-- Days an agent is not there, both included, by the dates of their own time zone.
create table absences (
  id bigint generated always as identity primary key,
  agent_id bigint not null references agents (id) on delete cascade,
  begins_on date not null,
  ends_on date not null,
  check (begins_on <= ends_on)
);
create index absences_of_agent on absences (agent_id);

-- Who has an open stream, or said so, until when. Written by every web process for its own streams.
create table agent_presence (
  agent_id bigint primary key references agents (id) on delete cascade,
  online_until timestamptz(3) not null
);

-- What an open ticket weighs, where an admin says otherwise than the channel itself.
create table channel_weights (
  channel text primary key,
  weight double precision not null check (weight > 0)
);

create table skills (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name jsonb not null,
  created_at timestamptz(3) not null default now()
);
create table agent_skills (
  agent_id bigint not null references agents (id) on delete cascade,
  skill_id bigint not null references skills (id) on delete cascade,
  level smallint not null check (level between 1 and 5),
  primary key (agent_id, skill_id)
);
-- Tickets for which the condition holds require or prefer the skill.
create table skill_needs (
  id bigint generated always as identity primary key,
  skill_id bigint not null references skills (id) on delete cascade,
  kind text not null check (kind in ('require', 'prefer')),
  level smallint not null check (level between 1 and 5),
  condition jsonb not null
);
create index skill_needs_of_skill on skill_needs (skill_id);

-- The tickets that wait for somebody, in the order in which they are given.
create index tickets_waiting on tickets (team_id, next_due_at, priority, id)
  where assignee_id is null and status_category < 2;
