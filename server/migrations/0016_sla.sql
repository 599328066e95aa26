-- When teams work, what is promised, and how the clocks of each ticket stand.

create table business_hours (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name text not null,
  time_zone text,                          -- null: the company's
  week jsonb not null,                     -- Monday to Sunday: [[from, to], ...] in minutes after midnight
  is_default boolean not null default false,
  created_at timestamptz(3) not null default now()
);
create unique index business_hours_default on business_hours (is_default) where is_default;

-- Days that differ: closed when `hours` is empty.
create table holidays (
  business_hours_id bigint not null references business_hours (id) on delete cascade,
  date date not null,
  name text not null,
  hours jsonb not null default '[]',
  primary key (business_hours_id, date)
);

alter table teams add business_hours_id bigint references business_hours (id);
alter table inboxes add business_hours_id bigint references business_hours (id);

create table sla_policies (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name text not null,
  position int not null,                   -- the first one whose condition holds is the ticket's
  is_enabled boolean not null default true,
  condition jsonb not null,
  targets jsonb not null,                  -- {metric: {priority: {minutes, hours}}}
  pauses_in text[] not null default '{pending,on_hold}',
  warn_minutes int not null default 60 check (warn_minutes >= 0), -- before a promise is broken
  created_at timestamptz(3) not null default now()
);

-- What the clocks of a ticket were computed from: `through_event` is the newest event they know.
create table sla_tickets (
  ticket_id bigint primary key references tickets (id) on delete cascade,
  through_event bigint not null
);

-- Computed from the log, never shifted. `timer_at` is when the next warning or breach is to be told; nothing else is looked at.
create table sla_clocks (
  ticket_id bigint not null references tickets (id) on delete cascade,
  metric text not null check (metric in ('first_reply', 'next_reply', 'resolution')),
  started_at timestamptz(3) not null,
  target jsonb not null,                   -- {minutes, hours}
  due_at timestamptz(3),
  is_paused boolean not null,
  ended_at timestamptz(3),
  ended_how text check (ended_how in ('met', 'dropped')),
  breached_at timestamptz(3),
  timer_at timestamptz(3),
  is_warned boolean not null default false,
  is_breach_told boolean not null default false,
  primary key (ticket_id, metric, started_at)
);
create index sla_clocks_timers on sla_clocks (timer_at) where timer_at is not null;

insert into business_hours (uuid, name, week, is_default) values (
  '01930000-0000-7000-8000-000000000101', 'Business hours',
  '[[[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [], []]', true);

insert into sla_policies (uuid, name, position, condition, targets) values (
  '01930000-0000-7000-8000-000000000102', 'Standard', 1, '{"all": []}',
  '{"first_reply": {"critical": {"minutes": 60, "hours": "business"}, "high": {"minutes": 120, "hours": "business"},
      "medium": {"minutes": 480, "hours": "business"}, "low": {"minutes": 960, "hours": "business"}},
    "next_reply": {"critical": {"minutes": 60, "hours": "business"}, "high": {"minutes": 240, "hours": "business"},
      "medium": {"minutes": 480, "hours": "business"}, "low": {"minutes": 960, "hours": "business"}},
    "resolution": {"critical": {"minutes": 480, "hours": "business"}, "high": {"minutes": 960, "hours": "business"},
      "medium": {"minutes": 2400, "hours": "business"}, "low": {"minutes": 4800, "hours": "business"}}}');
