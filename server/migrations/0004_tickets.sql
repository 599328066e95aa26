-- The ticket, what was said in it, what happened to it.

create table statuses (
  id smallint generated always as identity primary key,
  slug text not null unique,
  name jsonb not null,
  category smallint not null check (category between 0 and 5), -- new open pending on_hold solved closed
  position int not null default 0
);
create unique index statuses_slug_of_category on statuses (category, slug);

create table ticket_counter (
  id smallint primary key check (id = 1),
  next bigint not null default 1
) with (fillfactor = 50);
insert into ticket_counter (id) values (1);

create table tickets (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  number bigint not null unique,
  subject text not null,
  subject_folded text not null,
  status_id smallint not null references statuses (id),
  status_category smallint not null check (status_category between 0 and 5),
  priority smallint not null check (priority between 0 and 3),  -- critical high medium low: critical sorts first
  topic_id bigint references topics (id),
  team_id bigint references teams (id),
  tier smallint not null default 1,
  assignee_id bigint references agents (id),
  requester_id bigint not null references contacts (id),
  organization_id bigint references organizations (id),
  inbox_id bigint references inboxes (id),
  channel text not null,
  language text,
  tags text[] not null default '{}',
  custom_fields jsonb not null default '{}',
  resolution jsonb,
  version int not null default 1,
  merged_into bigint references tickets (id),
  message_count int not null default 0,
  preview text not null default '',
  last_author_kind text check (last_author_kind in ('contact', 'agent', 'rule', 'system')), -- of the newest public message
  next_due_at timestamptz(3) not null default 'infinity',
  last_message_at timestamptz(3) not null default now(),
  last_customer_message_at timestamptz(3),
  last_agent_reply_at timestamptz(3),
  first_replied_at timestamptz(3),
  status_changed_at timestamptz(3) not null default now(),
  assigned_at timestamptz(3),
  solved_at timestamptz(3),
  closed_at timestamptz(3),
  reopened_count int not null default 0,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
) with (fillfactor = 85);

create index tickets_team_due on tickets (team_id, priority, next_due_at, id) where status_category < 4;
create index tickets_assignee_due on tickets (assignee_id, priority, next_due_at, id) where status_category < 4;
create index tickets_due on tickets (priority, next_due_at, id) where status_category < 4;
create index tickets_counts on tickets (status_category) include (priority, next_due_at, team_id, assignee_id) where status_category < 4;
create index tickets_updated on tickets (updated_at desc, id desc);
create index tickets_created on tickets (created_at desc, id desc);
create index tickets_assignee_updated on tickets (assignee_id, updated_at desc, id desc);
create index tickets_requester on tickets (requester_id, id desc);
create index tickets_organization on tickets (organization_id, id desc) where organization_id is not null;
create index tickets_tags on tickets using gin (tags);
create index tickets_subject on tickets using gin (subject_folded gin_trgm_ops);

create table messages (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  ticket_id bigint not null references tickets (id),
  kind text not null check (kind in ('reply', 'note', 'system')),
  direction text not null check (direction in ('in', 'out', 'internal')),
  state text not null default 'posted' check (state in ('waiting', 'posted')), -- waiting: inside the undo window
  author_kind text not null check (author_kind in ('contact', 'agent', 'rule', 'system')),
  agent_id bigint references agents (id),
  contact_id bigint references contacts (id),
  channel text not null,
  inbox_id bigint references inboxes (id),
  inbound_id bigint references inbound (id),
  text text not null,
  html text,
  recipients jsonb not null default '{}',  -- {to: [], cc: []} as written or as sent
  external_id text check (length(external_id) <= 998), -- Message-ID, or the provider's id
  reason jsonb,                            -- why it is in this ticket: {code, values}
  verdict jsonb,                           -- who vouches for the sender
  is_automatic boolean not null default false,
  due_at timestamptz(3),                   -- end of the undo window while waiting
  then_changes jsonb,                      -- what posting it does to the ticket, e.g. the status chosen with the reply
  created_at timestamptz(3) not null default now(),
  posted_at timestamptz(3)
);
create index messages_of_ticket on messages (ticket_id, id);
create index messages_waiting on messages (due_at) where state = 'waiting';
create index messages_external on messages (external_id) where external_id is not null;
-- They name each other; a restore fills one before the other.
alter table inbound add constraint inbound_message foreign key (message_id) references messages (id) deferrable;

create table attachments (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  message_id bigint not null references messages (id) on delete cascade,
  name text not null,
  content_type text not null,
  size bigint not null,
  file_hash text not null,
  content_id text,
  is_inline boolean not null default false
);
create index attachments_of_message on attachments (message_id, id);

-- What happened, once, in the transaction of the change. The sequencer numbers rows after commit; readers follow position.
create table events (
  id bigint generated always as identity primary key,
  position bigint,
  at timestamptz(3) not null default now(),
  type text not null,
  ticket_id bigint references tickets (id),
  message_id bigint,
  subject_kind text,                       -- for what is not a ticket: contact, agent, inbox ...
  subject_id bigint,
  ticket_version int,
  actor_kind text not null check (actor_kind in ('agent', 'contact', 'rule', 'system')),
  actor_id bigint,
  channel text,
  cause jsonb not null default '{}',       -- {kind, id, depth}
  changes jsonb not null default '{}',     -- {field: [from, to]}
  reason jsonb,                            -- {code, values} of an automatic decision
  details jsonb not null default '{}'
);
create index events_unnumbered on events (id) where position is null;
create unique index events_by_position on events (position);
create index events_of_ticket on events (ticket_id, id);

create table event_positions (
  id smallint primary key check (id = 1),
  last bigint not null default 0
);
insert into event_positions (id) values (1);

create table event_cursors (
  reader text primary key,
  position bigint not null default 0,
  updated_at timestamptz(3) not null default now()
);

create table parked_events (
  id bigint generated always as identity primary key,
  reader text not null,
  event_id bigint not null references events (id),
  error text not null,
  attempts int not null default 1,
  parked_at timestamptz(3) not null default now(),
  unique (reader, event_id)
);

create table ticket_links (
  from_ticket_id bigint not null references tickets (id),
  to_ticket_id bigint not null references tickets (id),
  kind text not null check (kind in ('may_belong_to', 'follow_up_of', 'split_from', 'related', 'incident_of', 'merged_into')),
  created_at timestamptz(3) not null default now(),
  primary key (from_ticket_id, to_ticket_id, kind)
);
create index ticket_links_back on ticket_links (to_ticket_id);

-- Contacts beside the requester who take part in the ticket.
create table participants (
  ticket_id bigint not null references tickets (id) on delete cascade,
  contact_id bigint not null references contacts (id),
  created_at timestamptz(3) not null default now(),
  primary key (ticket_id, contact_id)
);

create table followers (
  ticket_id bigint not null references tickets (id) on delete cascade,
  agent_id bigint not null references agents (id) on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (ticket_id, agent_id)
);
create index followers_by_agent on followers (agent_id, ticket_id);

create table drafts (
  ticket_id bigint not null references tickets (id) on delete cascade,
  agent_id bigint not null references agents (id) on delete cascade,
  kind text not null check (kind in ('reply', 'note')),
  content jsonb not null,
  updated_at timestamptz(3) not null default now(),
  primary key (ticket_id, agent_id, kind)
);

-- A table of its own: newest first by the b-tree, rare words by GIN. Never ranked.
create table message_search (
  message_id bigint primary key references messages (id) on delete cascade,
  ticket_id bigint not null references tickets (id) on delete cascade,
  created_at timestamptz(3) not null,
  tsv tsvector not null
);
create index message_search_words on message_search using gin (tsv);
create index message_search_newest on message_search (created_at desc, message_id desc);
create index message_search_of_ticket on message_search (ticket_id, created_at desc);
alter table message_search alter tsv set statistics 1000;
