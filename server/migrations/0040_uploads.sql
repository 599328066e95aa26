-- Files an agent has put up for a reply or note and not sent yet. Sending makes them attachments of the message, under the
-- same uuid; undoing a send makes them uploads again. `box`: where they are shown while somebody writes; null: put up by a program.
create table uploads (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  ticket_id bigint not null references tickets (id) on delete cascade,
  agent_id bigint not null references agents (id) on delete cascade,
  box text check (box in ('reply', 'note')),
  name text not null,
  content_type text not null,
  size bigint not null,
  file_hash text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index uploads_of_agent on uploads (agent_id, ticket_id, id);
create index uploads_by_expiry on uploads (expires_at);
