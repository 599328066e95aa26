-- Who asks: contacts with many identities, and the organizations they belong to.

create table organizations (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name text not null,
  name_folded text not null,
  is_vip boolean not null default false,
  notes text not null default '',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

create table organization_domains (
  domain text primary key check (domain = lower(domain)),
  organization_id bigint not null references organizations (id) on delete cascade
);
create index organization_domains_by_organization on organization_domains (organization_id);

create table contacts (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name text not null default '',
  name_folded text not null default '',
  organization_id bigint references organizations (id) on delete set null,
  language text,
  time_zone text,
  notes text not null default '',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index contacts_by_organization on contacts (organization_id);

-- kind + value is one person for ever; value is normalised (e-mail lower-cased, phone in E.164).
create table contact_identities (
  id bigint generated always as identity primary key,
  contact_id bigint not null references contacts (id) on delete cascade,
  kind text not null check (kind in ('email', 'phone', 'whatsapp', 'external')),
  value text not null,
  is_verified boolean not null default false,
  created_at timestamptz(3) not null default now(),
  unique (kind, value)
);
create index contact_identities_by_contact on contact_identities (contact_id, id);

create extension if not exists pg_trgm;
create index contacts_by_name on contacts using gin (name_folded gin_trgm_ops);
create index contact_identities_by_value on contact_identities using gin (value gin_trgm_ops);
create index organizations_by_name on organizations using gin (name_folded gin_trgm_ops);
