-- What an agent does to many tickets at once: a run, and a row for each ticket with what came of it.
create table bulk_runs (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  agent_id bigint not null references agents (id) on delete cascade,
  via_token boolean not null,
  task jsonb not null,                     -- {actions, reply}; of an undo: {undoes}, the uuid of the run it undoes
  state text not null default 'running' check (state in ('running', 'stopped', 'done')),
  undone_at timestamptz(3),                -- an undo of it was asked for
  created_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index bulk_runs_of_agent on bulk_runs (agent_id, id);
create table bulk_rows (
  run_id bigint not null references bulk_runs (id) on delete cascade,
  place int not null,
  ticket_number bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  done jsonb,                              -- {changes, messageId}: what an undo puts back
  error jsonb,                             -- {code, message}
  primary key (run_id, place)
);
create index bulk_rows_by_state on bulk_rows (run_id, state, place);
