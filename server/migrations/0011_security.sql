-- What the rules of suspicion look at and the audit log does not hold, and what they found.

-- Who touched how many different things, gathered in memory for half a minute: one row per batch. Networks and the digests
-- of accounts and tokens tried are forgotten after a month, what an agent read after a year.
create table observations (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  kind text not null check (kind in ('tickets_read', 'attachments_read', 'accounts_tried', 'tokens_tried')),
  agent_id bigint references agents (id) on delete cascade,
  net text,
  things text[] not null,
  check ((agent_id is null) <> (net is null))
);
create index observations_by_time on observations (at);

create table suspicions (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  code text not null,
  subject text not null,
  severity text not null check (severity in ('low', 'medium', 'high')),
  details jsonb not null default '{}',
  at timestamptz(3) not null
);
create index suspicions_by_time on suspicions (at);

-- Where an account signed in from before.
create index audit_entries_of_sign_ins on audit_entries (object_id, at)
  where action in ('session.started', 'invite.accepted');
