-- Several warnings a policy, policies given by a rule or a topic, holidays that come from a country's list or a feed.

alter table sla_policies add warnings jsonb not null default '[{"minutes": 60}]'; -- [{minutes} | {percent}, ...]
update sla_policies
  set warnings = case when warn_minutes = 0 then '[]' else jsonb_build_array(jsonb_build_object('minutes', warn_minutes)) end;
alter table sla_policies drop column warn_minutes;

-- How far a clock had run, in milliseconds of its own hours, at the last warning told of it.
alter table sla_clocks add told_mark bigint not null default 0;
update sla_clocks set told_mark = (target ->> 'minutes')::bigint * 60000 where is_warned;
alter table sla_clocks drop column is_warned;

-- A policy that a rule gave to a ticket, whatever the conditions say; the event says which rule.
alter table sla_tickets add applied_policy_id bigint references sla_policies (id) on delete set null;

-- Where days come from by themselves. `days` is what the list or the feed says, `choices` what is made of single ones.
create table holiday_sources (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  business_hours_id bigint not null references business_hours (id) on delete cascade,
  kind text not null check (kind in ('country', 'feed')),
  name text not null,
  country text,                            -- ISO 3166: BR
  region text,                             -- as the library has it: SP, or SP.SP
  url text,
  days jsonb not null default '[]',        -- [{key, date, name, isUsual}, ...]
  choices jsonb not null default '{}',     -- {key: closed | as_usual | [[from, to], ...]}
  read_at timestamptz(3) not null,
  failed_at timestamptz(3),
  failure text,                            -- code of the last error; null once it could be read again
  check ((kind = 'country') = (country is not null)),
  check ((kind = 'feed') = (url is not null))
);
create index holiday_sources_of on holiday_sources (business_hours_id);

-- Null: by hand, which counts before what comes from elsewhere.
alter table holidays add source_id bigint references holiday_sources (id) on delete cascade;
create index holidays_of_source on holidays (source_id) where source_id is not null;
