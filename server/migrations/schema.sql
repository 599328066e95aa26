-- Written by scripts/dump-schema.ts from the catalogue. Read it; change the numbered files.

create table absences (
  id bigint not null generated always as identity,
  agent_id bigint not null,
  begins_on date not null,
  ends_on date not null,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  CHECK ((begins_on <= ends_on))
);
CREATE INDEX absences_of_agent ON absences USING btree (agent_id);

create table agent_assignment (
  agent_id bigint not null,
  cap double precision,
  channel_caps jsonb not null default '{}'::jsonb,
  time_zone text,
  week jsonb,
  is_away boolean not null default false,
  away_since timestamp(3) with time zone,
  last_assigned_at timestamp(3) with time zone,
  PRIMARY KEY (agent_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  CHECK ((cap >= (0)::double precision))
);

create table agent_presence (
  agent_id bigint not null,
  online_until timestamp(3) with time zone not null,
  PRIMARY KEY (agent_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
);

create table agent_skills (
  agent_id bigint not null,
  skill_id bigint not null,
  level smallint not null,
  PRIMARY KEY (agent_id, skill_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  FOREIGN KEY (skill_id) REFERENCES skills(id) ON DELETE CASCADE,
  CHECK (((level >= 1) AND (level <= 5)))
);

create table agents (
  id bigint not null generated always as identity,
  uuid uuid not null,
  email text not null,
  name text not null,
  name_folded text not null,
  role text not null,
  password_hash text,
  locale text not null default 'en'::text,
  theme text not null default 'system'::text,
  is_active boolean not null default true,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  keys jsonb not null default '{}'::jsonb,
  PRIMARY KEY (id),
  UNIQUE (email),
  UNIQUE (uuid),
  FOREIGN KEY (role) REFERENCES roles(slug),
  CHECK ((email = lower(email))),
  CHECK ((locale = ANY (ARRAY['en'::text, 'pt-BR'::text]))),
  CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text])))
);

create table api_tokens (
  id bigint not null generated always as identity,
  uuid uuid not null,
  agent_id bigint not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamp(3) with time zone not null default now(),
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (token_hash),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
);
CREATE INDEX api_tokens_by_agent ON api_tokens USING btree (agent_id);

create table attachments (
  id bigint not null generated always as identity,
  uuid uuid not null,
  message_id bigint not null,
  name text not null,
  content_type text not null,
  size bigint not null,
  file_hash text not null,
  content_id text,
  is_inline boolean not null default false,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE
);
CREATE INDEX attachments_of_message ON attachments USING btree (message_id, id);

create table audit_entries (
  id bigint not null generated always as identity,
  at timestamp(3) with time zone not null default now(),
  actor_kind text not null,
  actor_id bigint,
  action text not null,
  object_kind text,
  object_id text,
  details jsonb not null default '{}'::jsonb,
  ip text not null default ''::text,
  request_id text not null default ''::text,
  PRIMARY KEY (id)
);
CREATE INDEX audit_entries_by_time ON audit_entries USING btree (at DESC, id DESC);
CREATE INDEX audit_entries_of_sign_ins ON audit_entries USING btree (object_id, at) WHERE (action = ANY (ARRAY['session.started'::text, 'invite.accepted'::text]));
CREATE OR REPLACE FUNCTION refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit entries are never changed';
end $function$;
CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

create table automatic_mail (
  id bigint not null generated always as identity,
  kind text not null,
  address text not null,
  ticket_id bigint,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['confirmation'::text, 'notification'::text, 'reply'::text, 'mail'::text])))
);
CREATE INDEX automatic_mail_by_address ON automatic_mail USING btree (address, at);
CREATE INDEX automatic_mail_by_ticket ON automatic_mail USING btree (ticket_id, at);
CREATE INDEX automatic_mail_by_time ON automatic_mail USING btree (at);

create table bulk_rows (
  run_id bigint not null,
  place integer not null,
  ticket_number bigint not null,
  state text not null default 'waiting'::text,
  done jsonb,
  error jsonb,
  PRIMARY KEY (run_id, place),
  FOREIGN KEY (run_id) REFERENCES bulk_runs(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX bulk_rows_by_state ON bulk_rows USING btree (run_id, state, place);

create table bulk_runs (
  id bigint not null generated always as identity,
  uuid uuid not null,
  agent_id bigint not null,
  via_token boolean not null,
  task jsonb not null,
  state text not null default 'running'::text,
  undone_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text])))
);
CREATE INDEX bulk_runs_of_agent ON bulk_runs USING btree (agent_id, id);

create table business_hours (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name text not null,
  time_zone text,
  week jsonb not null,
  is_default boolean not null default false,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (uuid)
);
CREATE UNIQUE INDEX business_hours_default ON business_hours USING btree (is_default) WHERE is_default;

create table channel_weights (
  channel text not null,
  weight double precision not null,
  PRIMARY KEY (channel),
  CHECK ((weight > (0)::double precision))
);

create table contact_identities (
  id bigint not null generated always as identity,
  contact_id bigint not null,
  kind text not null,
  value text not null,
  is_verified boolean not null default false,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (kind, value),
  FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'whatsapp'::text, 'external'::text])))
);
CREATE INDEX contact_identities_by_contact ON contact_identities USING btree (contact_id, id);
CREATE INDEX contact_identities_by_number ON contact_identities USING btree ("right"(regexp_replace(value, '\D'::text, ''::text, 'g'::text), 8)) WHERE (kind = ANY (ARRAY['phone'::text, 'whatsapp'::text]));
CREATE INDEX contact_identities_by_value ON contact_identities USING gin (value gin_trgm_ops);

create table contact_import_rows (
  import_id bigint not null,
  place integer not null,
  cells jsonb not null,
  plan text,
  changes jsonb not null default '[]'::jsonb,
  state text not null default 'waiting'::text,
  contact_id bigint,
  done jsonb,
  problems jsonb not null default '[]'::jsonb,
  PRIMARY KEY (import_id, place),
  FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE SET NULL,
  FOREIGN KEY (import_id) REFERENCES contact_imports(id) ON DELETE CASCADE,
  CHECK ((plan = ANY (ARRAY['new'::text, 'changed'::text, 'same'::text, 'error'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'made'::text, 'changed'::text, 'same'::text, 'failed'::text, 'undone'::text, 'left'::text])))
);
CREATE INDEX contact_import_rows_by_state ON contact_import_rows USING btree (import_id, state, place);
CREATE INDEX contact_import_rows_of_contact ON contact_import_rows USING btree (contact_id) WHERE (contact_id IS NOT NULL);

create table contact_imports (
  id bigint not null generated always as identity,
  uuid uuid not null,
  agent_id bigint,
  file_name text not null,
  source jsonb not null,
  columns jsonb not null,
  has_headings boolean not null,
  language text not null,
  state text not null default 'draft'::text,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'stopped'::text, 'done'::text, 'undoing'::text, 'undone'::text])))
);

create table contact_merges (
  id bigint not null generated always as identity,
  uuid uuid not null,
  contact_id bigint not null,
  into_contact_id bigint not null,
  agent_id bigint,
  changes jsonb not null,
  created_at timestamp(3) with time zone not null,
  undone_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE,
  FOREIGN KEY (into_contact_id) REFERENCES contacts(id) ON DELETE CASCADE
);
CREATE INDEX contact_merges_into ON contact_merges USING btree (into_contact_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX contact_merges_standing ON contact_merges USING btree (contact_id) WHERE (undone_at IS NULL);

create table contact_origins (
  kind text not null,
  row_id bigint not null,
  contact_id bigint not null,
  PRIMARY KEY (kind, row_id),
  FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['identity'::text, 'ticket'::text, 'message'::text])))
);
CREATE INDEX contact_origins_of ON contact_origins USING btree (contact_id);

create table contacts (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name text not null default ''::text,
  name_folded text not null default ''::text,
  organization_id bigint,
  language text,
  time_zone text,
  notes text not null default ''::text,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  custom_fields jsonb not null default '{}'::jsonb,
  custom_fields_folded jsonb not null default '{}'::jsonb,
  own_texts text default (jsonb_path_query_array(custom_fields_folded, '$.*'::jsonpath))::text,
  merged_into bigint,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (merged_into) REFERENCES contacts(id),
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE SET NULL
);
CREATE INDEX contacts_by_name ON contacts USING gin (name_folded gin_trgm_ops);
CREATE INDEX contacts_by_organization ON contacts USING btree (organization_id);
CREATE INDEX contacts_by_own_texts ON contacts USING gin (own_texts gin_trgm_ops) WHERE (own_texts <> '[]'::text);
CREATE INDEX contacts_merged ON contacts USING btree (merged_into) WHERE (merged_into IS NOT NULL);

create table deliveries (
  id bigint not null generated always as identity,
  uuid uuid not null,
  message_id bigint,
  ticket_id bigint,
  inbox_id bigint not null,
  channel text not null,
  recipients jsonb not null,
  state text not null default 'queued'::text,
  is_automatic boolean not null default false,
  external_id text,
  attempts integer not null default 0,
  next_attempt_at timestamp(3) with time zone not null default now(),
  last_error text,
  file_hash text,
  created_at timestamp(3) with time zone not null default now(),
  sent_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id),
  FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'bounced'::text, 'failed'::text, 'cancelled'::text, 'held'::text])))
);
CREATE INDEX deliveries_external ON deliveries USING btree (external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX deliveries_failed ON deliveries USING btree (id DESC) WHERE (state = ANY (ARRAY['failed'::text, 'bounced'::text, 'held'::text]));
CREATE INDEX deliveries_of_message ON deliveries USING btree (message_id);
CREATE INDEX deliveries_of_ticket ON deliveries USING btree (ticket_id, id);
CREATE INDEX deliveries_unfinished ON deliveries USING btree (next_attempt_at, id) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

create table drafts (
  ticket_id bigint not null,
  agent_id bigint not null,
  kind text not null,
  content jsonb not null,
  updated_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (ticket_id, agent_id, kind),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);

create table escalations (
  id bigint not null generated always as identity,
  ticket_id bigint not null,
  from_team_id bigint,
  from_tier smallint not null,
  from_assignee_id bigint,
  agent_id bigint,
  reason text not null,
  created_at timestamp(3) with time zone not null,
  returned_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (from_assignee_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (from_team_id) REFERENCES teams(id) ON DELETE SET NULL,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX escalations_of_ticket ON escalations USING btree (ticket_id, id);

create table event_cursors (
  reader text not null,
  position bigint not null default 0,
  updated_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (reader)
);

create table event_positions (
  id smallint not null,
  last bigint not null default 0,
  PRIMARY KEY (id),
  CHECK ((id = 1))
);

create table events (
  id bigint not null generated always as identity,
  position bigint,
  at timestamp(3) with time zone not null default now(),
  type text not null,
  ticket_id bigint,
  message_id bigint,
  subject_kind text,
  subject_id bigint,
  ticket_version integer,
  actor_kind text not null,
  actor_id bigint,
  channel text,
  cause jsonb not null default '{}'::jsonb,
  changes jsonb not null default '{}'::jsonb,
  reason jsonb,
  details jsonb not null default '{}'::jsonb,
  PRIMARY KEY (id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id),
  CHECK ((actor_kind = ANY (ARRAY['agent'::text, 'contact'::text, 'rule'::text, 'system'::text])))
);
CREATE UNIQUE INDEX events_by_position ON events USING btree ("position");
CREATE INDEX events_of_ticket ON events USING btree (ticket_id, id);
CREATE INDEX events_unnumbered ON events USING btree (id) WHERE ("position" IS NULL);

create table extraction_rules (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name jsonb not null,
  field_id bigint not null,
  kind text not null,
  pattern text,
  is_enabled boolean not null default true,
  position integer not null,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (field_id) REFERENCES fields(id) ON DELETE CASCADE,
  CHECK (((kind = 'pattern'::text) = (pattern IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['pattern'::text, 'tax_id'::text])))
);

create table field_search (
  ticket_id bigint not null,
  changed_at timestamp(3) with time zone not null,
  tsv tsvector not null,
  PRIMARY KEY (ticket_id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX field_search_words ON field_search USING gin (tsv);

create table fields (
  id bigint not null generated always as identity,
  uuid uuid not null,
  key text not null,
  type text not null,
  label jsonb not null,
  help jsonb,
  choices jsonb not null default '[]'::jsonb,
  needed_to text,
  audience text not null default 'agents'::text,
  position integer not null,
  is_archived boolean not null default false,
  is_used boolean not null default false,
  created_at timestamp(3) with time zone not null default now(),
  holder text not null default 'ticket'::text,
  PRIMARY KEY (id),
  UNIQUE (holder, key),
  UNIQUE (uuid),
  CHECK ((audience = ANY (ARRAY['agents'::text, 'requesters'::text]))),
  CHECK ((holder = ANY (ARRAY['ticket'::text, 'contact'::text, 'organization'::text]))),
  CHECK ((key ~ '^[a-z][a-z0-9_]{0,49}$'::text)),
  CHECK ((needed_to = ANY (ARRAY['open'::text, 'solve'::text]))),
  CHECK ((type = ANY (ARRAY['text'::text, 'long_text'::text, 'number'::text, 'date'::text, 'choice'::text, 'choices'::text, 'checkbox'::text, 'tax_id'::text])))
);

create table followers (
  ticket_id bigint not null,
  agent_id bigint not null,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (ticket_id, agent_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX followers_by_agent ON followers USING btree (agent_id, ticket_id);

create table holiday_sources (
  id bigint not null generated always as identity,
  uuid uuid not null,
  business_hours_id bigint not null,
  kind text not null,
  name text not null,
  country text,
  region text,
  url text,
  days jsonb not null default '[]'::jsonb,
  choices jsonb not null default '{}'::jsonb,
  read_at timestamp(3) with time zone not null,
  failed_at timestamp(3) with time zone,
  failure text,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (business_hours_id) REFERENCES business_hours(id) ON DELETE CASCADE,
  CHECK (((kind = 'country'::text) = (country IS NOT NULL))),
  CHECK (((kind = 'feed'::text) = (url IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['country'::text, 'feed'::text])))
);
CREATE INDEX holiday_sources_of ON holiday_sources USING btree (business_hours_id);

create table holidays (
  business_hours_id bigint not null,
  date date not null,
  name text not null,
  hours jsonb not null default '[]'::jsonb,
  source_id bigint,
  PRIMARY KEY (business_hours_id, date),
  FOREIGN KEY (business_hours_id) REFERENCES business_hours(id) ON DELETE CASCADE,
  FOREIGN KEY (source_id) REFERENCES holiday_sources(id) ON DELETE CASCADE
);
CREATE INDEX holidays_of_source ON holidays USING btree (source_id) WHERE (source_id IS NOT NULL);

create table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING btree (created_at);

create table inbound (
  id bigint not null generated always as identity,
  uuid uuid not null,
  inbox_id bigint not null,
  key text not null,
  external_id text,
  envelope jsonb not null default '{}'::jsonb,
  file_hash text not null,
  size bigint not null,
  state text not null default 'received'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp(3) with time zone not null default now(),
  error text,
  received_at timestamp(3) with time zone not null default now(),
  filed_at timestamp(3) with time zone,
  error_code text,
  parked_by text,
  PRIMARY KEY (id),
  UNIQUE (inbox_id, key),
  UNIQUE (uuid),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id),
  CHECK ((state = ANY (ARRAY['received'::text, 'filed'::text, 'parked'::text, 'discarded'::text])))
);
CREATE INDEX inbound_parked ON inbound USING btree (id DESC) WHERE (state = 'parked'::text);
CREATE INDEX inbound_received_at ON inbound USING btree (received_at);
CREATE INDEX inbound_waiting ON inbound USING btree (next_attempt_at, id) WHERE (state = 'received'::text);
CREATE INDEX inbound_waiting_external ON inbound USING btree (external_id) WHERE ((state = 'received'::text) AND (external_id IS NOT NULL));

create table inbox_addresses (
  address text not null,
  inbox_id bigint not null,
  position integer not null default 0,
  PRIMARY KEY (address),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id) ON DELETE CASCADE,
  CHECK ((address = lower(address)))
);
CREATE INDEX inbox_addresses_by_inbox ON inbox_addresses USING btree (inbox_id, "position");

create table inbox_sign_in_attempts (
  state_hash bytea not null,
  inbox_id bigint not null,
  session_uuid uuid not null,
  verifier text not null,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (state_hash),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id) ON DELETE CASCADE,
  FOREIGN KEY (session_uuid) REFERENCES sessions(uuid) ON DELETE CASCADE
);

create table inbox_sign_ins (
  inbox_id bigint not null,
  tokens text not null,
  expires_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (inbox_id),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id) ON DELETE CASCADE
);

create table inbox_tests (
  uuid uuid not null,
  inbox_id bigint not null,
  sent_at timestamp(3) with time zone not null default now(),
  received_at timestamp(3) with time zone,
  has_thread boolean,
  PRIMARY KEY (uuid),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id) ON DELETE CASCADE
);

create table inboxes (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name text not null,
  channel text not null,
  settings jsonb not null default '{}'::jsonb,
  secrets text,
  team_id bigint,
  topic_id bigint,
  language text not null default 'en'::text,
  sender_name text not null default ''::text,
  signature text not null default ''::text,
  is_active boolean not null default true,
  last_error text,
  last_error_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  confirmation jsonb not null default '{"isOn": false, "texts": {}}'::jsonb,
  closed_policy jsonb not null default '{"days": 14, "does": "follow_up"}'::jsonb,
  business_hours_id bigint,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (business_hours_id) REFERENCES business_hours(id),
  FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE SET NULL,
  FOREIGN KEY (topic_id) REFERENCES topics(id) ON DELETE SET NULL
);

create table macros (
  id bigint not null generated always as identity,
  uuid uuid not null,
  owner_id bigint,
  name text not null,
  position integer not null,
  is_enabled boolean not null default true,
  texts jsonb,
  actions jsonb not null default '[]'::jsonb,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (owner_id) REFERENCES agents(id) ON DELETE CASCADE
);
CREATE INDEX macros_of_owner ON macros USING btree (owner_id, "position", id);

create table mailbox_names (
  mailbox_id bigint not null,
  name text not null,
  state text not null,
  PRIMARY KEY (mailbox_id, name),
  FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['history'::text, 'left'::text, 'kept'::text, 'spent'::text])))
);

create table mailboxes (
  id bigint not null generated always as identity,
  inbox_id bigint not null,
  account text not null,
  is_followed boolean not null default true,
  folder text not null,
  epoch integer not null default 0,
  uidvalidity bigint,
  last_uid bigint not null default 0,
  history_uid bigint not null default 0,
  connected_at timestamp(3) with time zone,
  state text not null default 'connecting'::text,
  state_since timestamp(3) with time zone not null default now(),
  last_error text,
  last_error_at timestamp(3) with time zone,
  last_success_at timestamp(3) with time zone,
  fetch_asked_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (inbox_id, account, folder),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['connecting'::text, 'fetching'::text, 'waiting'::text, 'failing'::text])))
);

create table merged_participants (
  ticket_id bigint not null,
  contact_id bigint not null,
  agent_id bigint,
  created_at timestamp(3) with time zone not null,
  PRIMARY KEY (ticket_id, contact_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX merged_participants_of ON merged_participants USING btree (contact_id);

create table merges (
  id bigint not null generated always as identity,
  ticket_id bigint not null,
  into_ticket_id bigint not null,
  agent_id bigint,
  was_asked boolean not null default false,
  status_id smallint not null,
  solved_at timestamp(3) with time zone,
  brought jsonb not null,
  created_at timestamp(3) with time zone not null,
  undone_at timestamp(3) with time zone,
  ends_split boolean not null default false,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (into_ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  FOREIGN KEY (status_id) REFERENCES statuses(id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX merges_from_ever ON merges USING btree (ticket_id);
CREATE INDEX merges_into ON merges USING btree (into_ticket_id) WHERE (undone_at IS NULL);
CREATE INDEX merges_into_ever ON merges USING btree (into_ticket_id);
CREATE UNIQUE INDEX merges_standing ON merges USING btree (ticket_id) WHERE (undone_at IS NULL);

create table message_search (
  message_id bigint not null,
  ticket_id bigint not null,
  created_at timestamp(3) with time zone not null,
  tsv tsvector not null,
  PRIMARY KEY (message_id),
  FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX message_search_newest ON message_search USING btree (created_at DESC, message_id DESC);
CREATE INDEX message_search_of_ticket ON message_search USING btree (ticket_id, created_at DESC);
CREATE INDEX message_search_words ON message_search USING gin (tsv);

create table messages (
  id bigint not null generated always as identity,
  uuid uuid not null,
  ticket_id bigint not null,
  kind text not null,
  direction text not null,
  state text not null default 'posted'::text,
  author_kind text not null,
  agent_id bigint,
  contact_id bigint,
  channel text not null,
  inbox_id bigint,
  inbound_id bigint,
  text text not null,
  html text,
  recipients jsonb not null default '{}'::jsonb,
  external_id text,
  reason jsonb,
  verdict jsonb,
  is_automatic boolean not null default false,
  due_at timestamp(3) with time zone,
  then_changes jsonb,
  created_at timestamp(3) with time zone not null default now(),
  posted_at timestamp(3) with time zone,
  subject text,
  origin_ticket_id bigint,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id),
  FOREIGN KEY (contact_id) REFERENCES contacts(id),
  FOREIGN KEY (inbound_id) REFERENCES inbound(id),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id),
  FOREIGN KEY (origin_ticket_id) REFERENCES tickets(id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id),
  CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'rule'::text, 'system'::text]))),
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'internal'::text]))),
  CHECK ((length(external_id) <= 998)),
  CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text, 'system'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'posted'::text])))
);
CREATE INDEX messages_external ON messages USING btree (external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX messages_inbound ON messages USING btree (inbound_id) WHERE (inbound_id IS NOT NULL);
CREATE INDEX messages_of_origin ON messages USING btree (origin_ticket_id) WHERE (origin_ticket_id IS NOT NULL);
CREATE INDEX messages_of_ticket ON messages USING btree (ticket_id, id);
CREATE INDEX messages_waiting ON messages USING btree (due_at) WHERE (state = 'waiting'::text);

create table notification_choices (
  agent_id bigint not null,
  event text not null,
  in_app boolean not null,
  by_mail boolean not null,
  PRIMARY KEY (agent_id, event),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  CHECK ((event = ANY (ARRAY['assigned'::text, 'answered'::text, 'mentioned'::text, 'called'::text, 'undelivered'::text, 'woke'::text])))
);

create table notifications (
  id bigint not null generated always as identity,
  uuid uuid not null,
  agent_id bigint not null,
  type text not null,
  ticket_id bigint,
  message_id bigint,
  event_id bigint,
  details jsonb not null default '{}'::jsonb,
  created_at timestamp(3) with time zone not null default now(),
  read_at timestamp(3) with time zone,
  in_app boolean not null default true,
  mail text not null default 'none'::text,
  PRIMARY KEY (id),
  UNIQUE (agent_id, event_id, type),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  FOREIGN KEY (event_id) REFERENCES events(id),
  FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK ((mail = ANY (ARRAY['none'::text, 'waiting'::text, 'sent'::text, 'withheld'::text])))
);
CREATE INDEX notifications_of_agent ON notifications USING btree (agent_id, id DESC);
CREATE INDEX notifications_to_mail ON notifications USING btree (agent_id, ticket_id) WHERE (mail = 'waiting'::text);
CREATE INDEX notifications_unread ON notifications USING btree (agent_id) WHERE (read_at IS NULL);

create table observations (
  id bigint not null generated always as identity,
  at timestamp(3) with time zone not null,
  kind text not null,
  agent_id bigint,
  net text,
  things text[] not null,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  CHECK (((agent_id IS NULL) <> (net IS NULL))),
  CHECK ((kind = ANY (ARRAY['tickets_read'::text, 'attachments_read'::text, 'accounts_tried'::text, 'tokens_tried'::text])))
);
CREATE INDEX observations_by_time ON observations USING btree (at);

create table one_time_tokens (
  token_hash bytea not null,
  purpose text not null,
  agent_id bigint,
  created_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  CHECK ((purpose = ANY (ARRAY['setup'::text, 'invite'::text, 'reset'::text])))
);

create table organization_domains (
  domain text not null,
  organization_id bigint not null,
  PRIMARY KEY (domain),
  FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE,
  CHECK ((domain = lower(domain)))
);
CREATE INDEX organization_domains_by_organization ON organization_domains USING btree (organization_id);

create table organizations (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name text not null,
  name_folded text not null,
  is_vip boolean not null default false,
  notes text not null default ''::text,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  custom_fields jsonb not null default '{}'::jsonb,
  custom_fields_folded jsonb not null default '{}'::jsonb,
  own_texts text default (jsonb_path_query_array(custom_fields_folded, '$.*'::jsonpath))::text,
  PRIMARY KEY (id),
  UNIQUE (uuid)
);
CREATE INDEX organizations_by_name ON organizations USING gin (name_folded gin_trgm_ops);
CREATE INDEX organizations_by_own_texts ON organizations USING gin (own_texts gin_trgm_ops) WHERE (own_texts <> '[]'::text);

create table outgoing_mail (
  id bigint not null generated always as identity,
  uuid uuid not null,
  recipient text not null,
  subject text not null,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  last_error text,
  file_hash text not null,
  created_at timestamp(3) with time zone not null default now(),
  sent_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text])))
);

create table parked_events (
  id bigint not null generated always as identity,
  reader text not null,
  event_id bigint not null,
  error text not null,
  attempts integer not null default 1,
  parked_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (reader, event_id),
  FOREIGN KEY (event_id) REFERENCES events(id)
);

create table participants (
  ticket_id bigint not null,
  contact_id bigint not null,
  created_at timestamp(3) with time zone not null default now(),
  agent_id bigint,
  PRIMARY KEY (ticket_id, contact_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (contact_id) REFERENCES contacts(id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);

create table resolution_search (
  ticket_id bigint not null,
  recorded_at timestamp(3) with time zone not null,
  tsv tsvector not null,
  PRIMARY KEY (ticket_id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX resolution_search_words ON resolution_search USING gin (tsv);

create table roles (
  slug text not null,
  name text not null,
  permissions text[] not null,
  scope text not null,
  is_built_in boolean not null default false,
  PRIMARY KEY (slug),
  CHECK ((scope = ANY (ARRAY['own'::text, 'following'::text, 'own_or_unassigned'::text, 'teams'::text, 'all'::text])))
);

create table rule_considerations (
  ticket_id bigint not null,
  event_id bigint not null,
  at timestamp(3) with time zone not null,
  event_type text not null,
  rules jsonb not null,
  PRIMARY KEY (ticket_id, event_id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX rule_considerations_at ON rule_considerations USING btree (at);

create table rule_runs (
  id bigint not null generated always as identity,
  ticket_id bigint not null,
  rule_id bigint not null,
  event_id bigint,
  crossing_at timestamp(3) with time zone,
  at timestamp(3) with time zone not null,
  outcome text not null,
  deciding jsonb,
  reason jsonb,
  actions jsonb not null default '[]'::jsonb,
  PRIMARY KEY (id),
  FOREIGN KEY (rule_id) REFERENCES rules(id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK ((outcome = ANY (ARRAY['ran'::text, 'failed'::text, 'skipped'::text])))
);
CREATE INDEX rule_runs_of_ticket ON rule_runs USING btree (ticket_id, id);
CREATE UNIQUE INDEX rule_runs_once_per_crossing ON rule_runs USING btree (rule_id, ticket_id, crossing_at) WHERE (crossing_at IS NOT NULL);
CREATE UNIQUE INDEX rule_runs_once_per_event ON rule_runs USING btree (event_id, rule_id) WHERE (event_id IS NOT NULL);

create table rule_timers (
  rule_id bigint not null,
  ticket_id bigint not null,
  at timestamp(3) with time zone,
  is_held boolean not null default false,
  cause jsonb not null,
  PRIMARY KEY (rule_id, ticket_id),
  FOREIGN KEY (rule_id) REFERENCES rules(id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX rule_timers_due ON rule_timers USING btree (at) WHERE (at IS NOT NULL);
CREATE INDEX rule_timers_of_ticket ON rule_timers USING btree (ticket_id);

create table rules (
  id bigint not null generated always as identity,
  uuid uuid not null,
  kind text not null,
  name jsonb not null,
  position integer not null,
  is_enabled boolean not null default true,
  listens_to text[] not null default '{}'::text[],
  scope jsonb not null default '{"teams": [], "inboxes": []}'::jsonb,
  condition jsonb not null,
  actions jsonb not null,
  version integer not null default 1,
  timers_begun integer not null default 0,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  updated_by bigint,
  removed_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (updated_by) REFERENCES agents(id),
  CHECK ((kind = ANY (ARRAY['trigger'::text, 'automation'::text])))
);
CREATE INDEX rules_in_order ON rules USING btree (kind, "position", id) WHERE (removed_at IS NULL);

create table schema_migrations (
  number integer not null,
  name text not null,
  applied_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (number)
);

create table sessions (
  token_hash bytea not null,
  uuid uuid not null,
  agent_id bigint not null,
  csrf_hash bytea,
  user_agent text not null default ''::text,
  ip text not null default ''::text,
  created_at timestamp(3) with time zone not null default now(),
  last_seen_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  PRIMARY KEY (token_hash),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_agent ON sessions USING btree (agent_id);

create table settings (
  key text not null,
  value jsonb not null,
  updated_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (key)
);

create table skill_needs (
  id bigint not null generated always as identity,
  skill_id bigint not null,
  kind text not null,
  level smallint not null,
  condition jsonb not null,
  PRIMARY KEY (id),
  FOREIGN KEY (skill_id) REFERENCES skills(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['require'::text, 'prefer'::text]))),
  CHECK (((level >= 1) AND (level <= 5)))
);
CREATE INDEX skill_needs_of_skill ON skill_needs USING btree (skill_id);

create table skills (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name jsonb not null,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (uuid)
);

create table sla_clocks (
  ticket_id bigint not null,
  metric text not null,
  started_at timestamp(3) with time zone not null,
  target jsonb not null,
  due_at timestamp(3) with time zone,
  is_paused boolean not null,
  ended_at timestamp(3) with time zone,
  ended_how text,
  breached_at timestamp(3) with time zone,
  timer_at timestamp(3) with time zone,
  is_breach_told boolean not null default false,
  told_mark bigint not null default 0,
  PRIMARY KEY (ticket_id, metric, started_at),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK ((ended_how = ANY (ARRAY['met'::text, 'dropped'::text]))),
  CHECK ((metric = ANY (ARRAY['first_reply'::text, 'next_reply'::text, 'resolution'::text])))
);
CREATE INDEX sla_clocks_timers ON sla_clocks USING btree (timer_at) WHERE (timer_at IS NOT NULL);

create table sla_policies (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name text not null,
  position integer not null,
  is_enabled boolean not null default true,
  condition jsonb not null,
  targets jsonb not null,
  pauses_in text[] not null default '{pending,on_hold}'::text[],
  created_at timestamp(3) with time zone not null default now(),
  warnings jsonb not null default '[{"minutes": 60}]'::jsonb,
  PRIMARY KEY (id),
  UNIQUE (uuid)
);

create table sla_tickets (
  ticket_id bigint not null,
  through_event bigint not null,
  applied_policy_id bigint,
  PRIMARY KEY (ticket_id),
  FOREIGN KEY (applied_policy_id) REFERENCES sla_policies(id) ON DELETE SET NULL,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);

create table split_messages (
  split_id bigint not null,
  message_id bigint not null,
  home_ticket_id bigint not null,
  PRIMARY KEY (message_id, split_id),
  FOREIGN KEY (home_ticket_id) REFERENCES tickets(id),
  FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE,
  FOREIGN KEY (split_id) REFERENCES splits(id) ON DELETE CASCADE
);

create table splits (
  id bigint not null generated always as identity,
  ticket_id bigint not null,
  from_ticket_id bigint not null,
  agent_id bigint,
  created_at timestamp(3) with time zone not null,
  undone_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (ticket_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (from_ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
CREATE INDEX splits_from ON splits USING btree (from_ticket_id);

create table statuses (
  id smallint not null generated always as identity,
  slug text not null,
  name jsonb not null,
  category smallint not null,
  position integer not null default 0,
  PRIMARY KEY (id),
  UNIQUE (slug),
  CHECK (((category >= 0) AND (category <= 5)))
);
CREATE UNIQUE INDEX statuses_slug_of_category ON statuses USING btree (category, slug);

create table suggestion_rules (
  id bigint not null generated always as identity,
  uuid uuid not null,
  field text not null,
  topic_id bigint,
  team_id bigint,
  priority text,
  words text[] not null,
  is_sure boolean not null default false,
  is_enabled boolean not null default true,
  position integer not null,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  FOREIGN KEY (topic_id) REFERENCES topics(id) ON DELETE CASCADE,
  CHECK ((num_nonnulls(topic_id, team_id, priority) = 1)),
  CHECK ((((field = 'topic'::text) = (topic_id IS NOT NULL)) AND ((field = 'team'::text) = (team_id IS NOT NULL)))),
  CHECK ((field = ANY (ARRAY['topic'::text, 'priority'::text, 'team'::text]))),
  CHECK ((priority = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text])))
);

create table suggestions (
  id bigint not null generated always as identity,
  uuid uuid not null,
  ticket_id bigint not null,
  message_id bigint,
  field text not null,
  value text not null,
  confidence real not null,
  reason jsonb not null,
  source text not null,
  state text not null,
  corrected_to text,
  agent_id bigint,
  made_at timestamp(3) with time zone not null,
  judged_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (ticket_id, field, source),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE SET NULL,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  CHECK ((field = ANY (ARRAY['topic'::text, 'priority'::text, 'team'::text]))),
  CHECK ((state = ANY (ARRAY['applied'::text, 'offered'::text, 'accepted'::text, 'corrected'::text, 'dismissed'::text])))
);

create table suppressions (
  address text not null,
  reason text not null,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (address)
);

create table suspicions (
  id bigint not null generated always as identity,
  uuid uuid not null,
  code text not null,
  subject text not null,
  severity text not null,
  details jsonb not null default '{}'::jsonb,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
);
CREATE INDEX suspicions_by_time ON suspicions USING btree (at);

create table team_assignment (
  team_id bigint not null,
  method text not null,
  prefers_previous_agent boolean not null default true,
  absent_minutes integer,
  silent_minutes integer,
  returns_answered boolean not null default false,
  PRIMARY KEY (team_id),
  FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  CHECK ((absent_minutes > 0)),
  CHECK ((method = ANY (ARRAY['manual'::text, 'round_robin'::text, 'least_loaded'::text, 'skills'::text]))),
  CHECK ((silent_minutes > 0))
);

create table team_members (
  team_id bigint not null,
  agent_id bigint not null,
  tier smallint not null default 1,
  PRIMARY KEY (team_id, agent_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  CHECK (((tier >= 1) AND (tier <= 3)))
);
CREATE INDEX team_members_by_agent ON team_members USING btree (agent_id, team_id);

create table teams (
  id bigint not null generated always as identity,
  uuid uuid not null,
  slug text not null,
  name text not null,
  created_at timestamp(3) with time zone not null default now(),
  business_hours_id bigint,
  tiers text[] not null default '{""}'::text[],
  PRIMARY KEY (id),
  UNIQUE (slug),
  UNIQUE (uuid),
  FOREIGN KEY (business_hours_id) REFERENCES business_hours(id),
  CHECK (((cardinality(tiers) >= 1) AND (cardinality(tiers) <= 3)))
);

create table thread_references (
  external_id text not null,
  ticket_id bigint not null,
  PRIMARY KEY (external_id, ticket_id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK ((length(external_id) <= 998))
);

create table throttles (
  bucket text not null,
  window_start timestamp(3) with time zone not null,
  hits integer not null default 1,
  PRIMARY KEY (bucket, window_start)
);
CREATE INDEX throttles_by_age ON throttles USING btree (window_start);

create table ticked_questions (
  ticket_id bigint not null,
  question_id bigint not null,
  agent_id bigint,
  ticked_at timestamp(3) with time zone not null,
  PRIMARY KEY (ticket_id, question_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE SET NULL,
  FOREIGN KEY (question_id) REFERENCES topic_questions(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);

create table ticket_counter (
  id smallint not null,
  next bigint not null default 1,
  PRIMARY KEY (id),
  CHECK ((id = 1))
);

create table ticket_links (
  from_ticket_id bigint not null,
  to_ticket_id bigint not null,
  kind text not null,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (from_ticket_id, to_ticket_id, kind),
  FOREIGN KEY (from_ticket_id) REFERENCES tickets(id),
  FOREIGN KEY (to_ticket_id) REFERENCES tickets(id),
  CHECK ((kind = ANY (ARRAY['may_belong_to'::text, 'follow_up_of'::text, 'split_from'::text, 'related'::text, 'incident_of'::text, 'merged_into'::text])))
);
CREATE INDEX ticket_links_back ON ticket_links USING btree (to_ticket_id);

create table tickets (
  id bigint not null generated always as identity,
  uuid uuid not null,
  number bigint not null,
  subject text not null,
  subject_folded text not null,
  status_id smallint not null,
  status_category smallint not null,
  priority smallint not null,
  topic_id bigint,
  team_id bigint,
  tier smallint not null default 1,
  assignee_id bigint,
  requester_id bigint not null,
  organization_id bigint,
  inbox_id bigint,
  channel text not null,
  language text,
  tags text[] not null default '{}'::text[],
  custom_fields jsonb not null default '{}'::jsonb,
  resolution jsonb,
  version integer not null default 1,
  merged_into bigint,
  message_count integer not null default 0,
  preview text not null default ''::text,
  last_author_kind text,
  next_due_at timestamp(3) with time zone not null default 'infinity'::timestamp with time zone,
  last_message_at timestamp(3) with time zone not null default now(),
  last_customer_message_at timestamp(3) with time zone,
  last_agent_reply_at timestamp(3) with time zone,
  first_replied_at timestamp(3) with time zone,
  status_changed_at timestamp(3) with time zone not null default now(),
  assigned_at timestamp(3) with time zone,
  solved_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  reopened_count integer not null default 0,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  snoozed_until timestamp(3) with time zone,
  impact smallint,
  urgency smallint,
  custom_fields_folded jsonb not null default '{}'::jsonb,
  resolution_folded jsonb,
  PRIMARY KEY (id),
  UNIQUE (number),
  UNIQUE (uuid),
  FOREIGN KEY (assignee_id) REFERENCES agents(id),
  FOREIGN KEY (inbox_id) REFERENCES inboxes(id),
  FOREIGN KEY (merged_into) REFERENCES tickets(id),
  FOREIGN KEY (organization_id) REFERENCES organizations(id),
  FOREIGN KEY (requester_id) REFERENCES contacts(id),
  FOREIGN KEY (status_id) REFERENCES statuses(id),
  FOREIGN KEY (team_id) REFERENCES teams(id),
  FOREIGN KEY (topic_id) REFERENCES topics(id),
  CHECK (((impact >= 1) AND (impact <= 3))),
  CHECK ((last_author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'rule'::text, 'system'::text]))),
  CHECK (((priority >= 0) AND (priority <= 3))),
  CHECK (((status_category >= 0) AND (status_category <= 5))),
  CHECK (((urgency >= 1) AND (urgency <= 3)))
);
CREATE INDEX tickets_assignee_due ON tickets USING btree (assignee_id, priority, next_due_at, id) WHERE (status_category < 4);
CREATE INDEX tickets_assignee_next_due ON tickets USING btree (assignee_id, next_due_at, priority, id) WHERE (status_category < 4);
CREATE INDEX tickets_assignee_updated ON tickets USING btree (assignee_id, updated_at DESC, id DESC);
CREATE INDEX tickets_counts ON tickets USING btree (status_category) INCLUDE (priority, next_due_at, team_id, assignee_id, last_author_kind, id, snoozed_until) WHERE (status_category < 4);
CREATE INDEX tickets_created ON tickets USING btree (created_at DESC, id DESC);
CREATE INDEX tickets_custom_fields ON tickets USING gin (custom_fields jsonb_path_ops) WHERE (custom_fields <> '{}'::jsonb);
CREATE INDEX tickets_done ON tickets USING btree (priority, id) WHERE (status_category >= 4);
CREATE INDEX tickets_due ON tickets USING btree (priority, next_due_at, id) WHERE (status_category < 4);
CREATE INDEX tickets_explained ON tickets USING gin (subject_folded gin_trgm_ops) WHERE (resolution IS NOT NULL);
CREATE INDEX tickets_first_replied ON tickets USING btree (first_replied_at DESC) WHERE (first_replied_at IS NOT NULL);
CREATE INDEX tickets_next_due ON tickets USING btree (next_due_at, priority, id) WHERE (status_category < 4);
CREATE INDEX tickets_organization ON tickets USING btree (organization_id, id DESC) WHERE (organization_id IS NOT NULL);
CREATE INDEX tickets_requester ON tickets USING btree (requester_id, id DESC);
CREATE INDEX tickets_snoozed ON tickets USING btree (snoozed_until) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX tickets_solved ON tickets USING btree (solved_at DESC) WHERE (solved_at IS NOT NULL);
CREATE INDEX tickets_subject ON tickets USING gin (subject_folded gin_trgm_ops);
CREATE INDEX tickets_tags ON tickets USING gin (tags);
CREATE INDEX tickets_team_due ON tickets USING btree (team_id, priority, next_due_at, id) WHERE (status_category < 4);
CREATE INDEX tickets_team_next_due ON tickets USING btree (team_id, next_due_at, priority, id) WHERE (status_category < 4);
CREATE INDEX tickets_topic ON tickets USING btree (topic_id) WHERE (topic_id IS NOT NULL);
CREATE INDEX tickets_updated ON tickets USING btree (updated_at DESC, id DESC);
CREATE INDEX tickets_waiting ON tickets USING btree (team_id, next_due_at, priority, id) WHERE ((assignee_id IS NULL) AND (status_category < 2));

create table topic_fields (
  topic_id bigint not null,
  field_id bigint not null,
  position integer not null,
  needed_to text,
  PRIMARY KEY (topic_id, field_id),
  FOREIGN KEY (field_id) REFERENCES fields(id) ON DELETE CASCADE,
  FOREIGN KEY (topic_id) REFERENCES topics(id) ON DELETE CASCADE,
  CHECK ((needed_to = ANY (ARRAY['open'::text, 'solve'::text])))
);

create table topic_questions (
  id bigint not null generated always as identity,
  uuid uuid not null,
  topic_id bigint not null,
  position integer not null,
  text jsonb not null,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (topic_id) REFERENCES topics(id) ON DELETE CASCADE
);
CREATE INDEX topic_questions_of_topic ON topic_questions USING btree (topic_id, "position");

create table topics (
  id bigint not null generated always as identity,
  uuid uuid not null,
  slug text not null,
  name jsonb not null,
  parent_id bigint,
  team_id bigint,
  position integer not null default 0,
  description jsonb,
  sla_policy_id bigint,
  confirmation jsonb not null default '{"kind": "inherit"}'::jsonb,
  is_archived boolean not null default false,
  requires_resolution boolean not null default false,
  PRIMARY KEY (id),
  UNIQUE (slug),
  UNIQUE (uuid),
  FOREIGN KEY (parent_id) REFERENCES topics(id),
  FOREIGN KEY (sla_policy_id) REFERENCES sla_policies(id) ON DELETE SET NULL,
  FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE SET NULL
);

create table uploads (
  id bigint not null generated always as identity,
  uuid uuid not null,
  ticket_id bigint not null,
  agent_id bigint not null,
  box text,
  name text not null,
  content_type text not null,
  size bigint not null,
  file_hash text not null,
  created_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  CHECK ((box = ANY (ARRAY['reply'::text, 'note'::text])))
);
CREATE INDEX uploads_by_expiry ON uploads USING btree (expires_at);
CREATE INDEX uploads_of_agent ON uploads USING btree (agent_id, ticket_id, id);

create table view_looks (
  agent_id bigint not null,
  view_id uuid not null,
  sort text,
  is_reversed boolean,
  layout text,
  columns text[],
  is_hidden boolean not null default false,
  PRIMARY KEY (agent_id, view_id),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  CHECK ((layout = ANY (ARRAY['list'::text, 'table'::text]))),
  CHECK ((sort = ANY (ARRAY['due'::text, 'updated'::text, 'created'::text, 'priority'::text])))
);

create table views (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name jsonb not null,
  owner_kind text not null,
  team_id bigint,
  agent_id bigint,
  condition jsonb not null,
  sort text not null default 'due'::text,
  position integer not null default 0,
  created_at timestamp(3) with time zone not null default now(),
  is_reversed boolean not null default false,
  layout text not null default 'list'::text,
  columns text[] not null default '{}'::text[],
  updated_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE,
  FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  CHECK (((owner_kind = 'team'::text) = (team_id IS NOT NULL))),
  CHECK (((owner_kind = 'agent'::text) = (agent_id IS NOT NULL))),
  CHECK ((layout = ANY (ARRAY['list'::text, 'table'::text]))),
  CHECK ((owner_kind = ANY (ARRAY['workspace'::text, 'team'::text, 'agent'::text]))),
  CHECK ((sort = ANY (ARRAY['due'::text, 'updated'::text, 'created'::text, 'priority'::text])))
);
CREATE INDEX views_of_agent ON views USING btree (agent_id, "position") WHERE (agent_id IS NOT NULL);
CREATE INDEX views_of_team ON views USING btree (team_id, "position") WHERE (team_id IS NOT NULL);

create table webhook_deliveries (
  id bigint not null generated always as identity,
  uuid uuid not null,
  webhook_id bigint not null,
  ticket_id bigint,
  body text not null,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp(3) with time zone,
  status integer,
  answer text,
  error text,
  created_at timestamp(3) with time zone not null default now(),
  delivered_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (uuid),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE,
  FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['queued'::text, 'delivered'::text, 'failed'::text])))
);
CREATE INDEX webhook_deliveries_of_ticket ON webhook_deliveries USING btree (ticket_id);
CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries USING btree (webhook_id, id);
CREATE INDEX webhook_deliveries_old ON webhook_deliveries USING btree (created_at);
CREATE INDEX webhook_deliveries_queued ON webhook_deliveries USING btree (next_attempt_at) WHERE (state = 'queued'::text);

create table webhooks (
  id bigint not null generated always as identity,
  uuid uuid not null,
  name text not null,
  url text not null,
  secret text not null,
  is_enabled boolean not null default true,
  created_at timestamp(3) with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (uuid)
);
