-- What goes out, and what came of it.

create table deliveries (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  message_id bigint references messages (id) on delete cascade,
  ticket_id bigint references tickets (id),
  inbox_id bigint not null references inboxes (id),
  channel text not null,
  recipients jsonb not null,               -- {to: [], cc: []}
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'delivered', 'read', 'bounced', 'failed', 'cancelled', 'held')),
  is_automatic boolean not null default false,
  external_id text,                        -- Message-ID fixed before the first attempt, or the provider's id
  attempts int not null default 0,
  next_attempt_at timestamptz(3) not null default now(),
  last_error text,
  file_hash text,                          -- the bytes as handed over
  created_at timestamptz(3) not null default now(),
  sent_at timestamptz(3)
);
create index deliveries_of_ticket on deliveries (ticket_id, id);
create index deliveries_of_message on deliveries (message_id);
create index deliveries_unfinished on deliveries (next_attempt_at, id) where state in ('queued', 'sending');
create index deliveries_failed on deliveries (id desc) where state in ('failed', 'bounced', 'held');
create index deliveries_external on deliveries (external_id) where external_id is not null;

create table suppressions (
  address text primary key,
  reason text not null,
  created_at timestamptz(3) not null default now()
);

-- Mail that belongs to no ticket: sign-in links, invites, agents' notifications. Same queue, same outbox.
create table outgoing_mail (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  recipient text not null,
  subject text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts int not null default 0,
  last_error text,
  file_hash text not null,
  created_at timestamptz(3) not null default now(),
  sent_at timestamptz(3)
);
