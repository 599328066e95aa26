-- People and companies hold fields of the desk's own too, and the contacts that are one person become one.

alter table fields
  add holder text not null default 'ticket' check (holder in ('ticket', 'contact', 'organization')),
  drop constraint fields_key_key,
  add unique (holder, key);

-- `own_texts` is what a search reads: every text among the values, as conditions compare it.
alter table contacts
  add custom_fields jsonb not null default '{}',
  add custom_fields_folded jsonb not null default '{}',
  add own_texts text generated always as (jsonb_path_query_array(custom_fields_folded, '$.*')::text) stored;
create index contacts_by_own_texts on contacts using gin (own_texts gin_trgm_ops) where own_texts <> '[]';

alter table organizations
  add custom_fields jsonb not null default '{}',
  add custom_fields_folded jsonb not null default '{}',
  add own_texts text generated always as (jsonb_path_query_array(custom_fields_folded, '$.*')::text) stored;
create index organizations_by_own_texts on organizations using gin (own_texts gin_trgm_ops) where own_texts <> '[]';

-- Two contacts that are one person: the one goes into the other, until the merge is undone.
alter table contacts add merged_into bigint references contacts (id);
create index contacts_merged on contacts (merged_into) where merged_into is not null;

-- `changes` is what the merge made of the values of the one that stays, from and to by name: an undo takes it back.
create table contact_merges (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  contact_id bigint not null references contacts (id) on delete cascade,
  into_contact_id bigint not null references contacts (id) on delete cascade,
  agent_id bigint references agents (id) on delete set null,
  changes jsonb not null,
  created_at timestamptz(3) not null,
  undone_at timestamptz(3)
);
create unique index contact_merges_standing on contact_merges (contact_id) where undone_at is null;
create index contact_merges_into on contact_merges (into_contact_id) where undone_at is null;

-- Whose an address, a ticket or a message was before it came to another contact by a merge. What has no row is whose it says.
create table contact_origins (
  kind text not null check (kind in ('identity', 'ticket', 'message')),
  row_id bigint not null,
  contact_id bigint not null references contacts (id) on delete cascade,
  primary key (kind, row_id)
);
create index contact_origins_of on contact_origins (contact_id);

-- Who takes part in a ticket by themselves, where a merge made one participant of several.
create table merged_participants (
  ticket_id bigint not null references tickets (id) on delete cascade,
  contact_id bigint not null references contacts (id) on delete cascade,
  agent_id bigint references agents (id) on delete set null,
  created_at timestamptz(3) not null,
  primary key (ticket_id, contact_id)
);
create index merged_participants_of on merged_participants (contact_id);

-- The last eight digits say whether two numbers may be one, however their beginnings were written.
create index contact_identities_by_number on contact_identities (right(regexp_replace(value, '\D', '', 'g'), 8))
  where kind in ('phone', 'whatsapp');
