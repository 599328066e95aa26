-- Mailboxes elsewhere that the desk fetches from: how far it came in each folder, and how it stands.

create table mailboxes (
  id bigint generated always as identity primary key,
  inbox_id bigint not null references inboxes (id) on delete cascade,
  account text not null,                  -- user and server: another account begins anew
  is_followed boolean not null default true, -- false: of an account or folder the settings no longer name
  folder text not null,
  epoch int not null default 0,           -- how often the server began to number its mail; 0: never opened
  uidvalidity bigint,
  last_uid bigint not null default 0,     -- everything up to here is stored
  history_uid bigint not null default 0,  -- what was there when the epoch began
  connected_at timestamptz(3),            -- of the first opening: mail from before is history
  state text not null default 'connecting' check (state in ('connecting', 'fetching', 'waiting', 'failing')),
  state_since timestamptz(3) not null default now(),
  last_error text,
  last_error_at timestamptz(3),
  last_success_at timestamptz(3),
  fetch_asked_at timestamptz(3),
  unique (inbox_id, account, folder)
);

-- What a mail provider gave us to sign in with (OAuth), sealed.
create table inbox_sign_ins (
  inbox_id bigint primary key references inboxes (id) on delete cascade,
  tokens text not null,
  expires_at timestamptz(3) not null,
  updated_at timestamptz(3) not null default now()
);

-- A sign-in that was begun in a browser and waits for the provider's answer.
create table inbox_sign_in_attempts (
  state_hash bytea primary key,
  inbox_id bigint not null references inboxes (id) on delete cascade,
  session_uuid uuid not null references sessions (uuid) on delete cascade,
  verifier text not null,                 -- sealed (PKCE)
  created_at timestamptz(3) not null default now()
);

-- A mail the desk sent to itself to see whether an inbox works.
create table inbox_tests (
  uuid uuid primary key,
  inbox_id bigint not null references inboxes (id) on delete cascade,
  sent_at timestamptz(3) not null default now(),
  received_at timestamptz(3),
  has_thread boolean
);
