-- Rules that act by themselves: triggers when something happens, automations when time has made their condition true.

-- Both kinds in one table: the log names a rule by its id alone. A rule that is removed stays, so that what it did keeps its name.
create table rules (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  kind text not null check (kind in ('trigger', 'automation')),
  name jsonb not null,                     -- {en, pt-BR}
  position int not null,                   -- the order in which the rules of a kind run
  is_enabled boolean not null default true,
  listens_to text[] not null default '{}', -- events; of a trigger only
  scope jsonb not null default '{"inboxes": [], "teams": []}', -- uuids; an empty list: all
  condition jsonb not null,
  actions jsonb not null,                  -- [{action, params}]
  version int not null default 1,          -- grows with every change of the row
  timers_begun int not null default 0,     -- how often what it waits for was worked out anew; of an automation only
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  updated_by bigint references agents (id), -- null: the desk itself
  removed_at timestamptz(3)
);
create index rules_in_order on rules (kind, position, id) where removed_at is null;

-- Each time a rule ran on a ticket: what set it off, what its condition hung on, and what it did.
create table rule_runs (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references tickets (id) on delete cascade,
  rule_id bigint not null references rules (id),
  event_id bigint,                         -- what a trigger answered
  crossing_at timestamptz(3),              -- when time made the condition of an automation true
  at timestamptz(3) not null,
  outcome text not null check (outcome in ('ran', 'failed', 'skipped')),
  deciding jsonb,                          -- {question, value}
  reason jsonb,                            -- why it failed: {code, values}
  actions jsonb not null default '[]'      -- those that were done: [{action, params}]
);
create unique index rule_runs_once_per_event on rule_runs (event_id, rule_id) where event_id is not null;
create unique index rule_runs_once_per_crossing on rule_runs (rule_id, ticket_id, crossing_at) where crossing_at is not null;
create index rule_runs_of_ticket on rule_runs (ticket_id, id);

-- The triggers that an event made the desk ask and that did not run, and why; only of the last events of a ticket.
create table rule_considerations (
  ticket_id bigint not null references tickets (id) on delete cascade,
  event_id bigint not null,
  at timestamptz(3) not null,
  event_type text not null,
  rules jsonb not null,                    -- [{rule, outcome, deciding | reason}]
  primary key (ticket_id, event_id)
);
create index rule_considerations_at on rule_considerations (at);

-- When an automation's condition becomes true of a ticket, as far as time alone decides it. `is_held`: it is true already and
-- was acted upon; `at` is then when it ceases to be. Nothing is looked at before `at`.
create table rule_timers (
  rule_id bigint not null references rules (id),
  ticket_id bigint not null references tickets (id) on delete cascade,
  at timestamptz(3),
  is_held boolean not null default false,
  cause jsonb not null,                    -- of the event since which it waits: {kind, id, depth, chain}
  primary key (rule_id, ticket_id)
);
create index rule_timers_due on rule_timers (at) where at is not null;
create index rule_timers_of_ticket on rule_timers (ticket_id);

-- What a fresh desk does by itself: each can be read, changed and switched off under Automations.
insert into rules (uuid, kind, name, position, condition, actions) values
  ('01930000-0000-7000-8000-000000000301', 'automation',
    '{"en": "Critical and with nobody", "pt-BR": "Crítico e sem responsável"}', 1,
    '{"all": [{"field": "priority", "op": "is", "value": "critical"}, {"field": "assignee", "op": "is_not_set"},
      {"field": "status_category", "op": "any_of", "value": ["new", "open"]},
      {"field": "created_at", "op": "hours_since_more_than", "value": 0.25}]}',
    '[{"action": "notify", "params": {"people": ["team"]}}]'),
  ('01930000-0000-7000-8000-000000000302', 'automation',
    '{"en": "Close solved tickets", "pt-BR": "Fechar tickets resolvidos"}', 2,
    '{"all": [{"field": "status_category", "op": "is", "value": "solved"},
      {"field": "status_changed_at", "op": "hours_since_more_than", "value": 96}]}',
    '[{"action": "set_status", "params": {"status": "closed"}}]');
