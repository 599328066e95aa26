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
