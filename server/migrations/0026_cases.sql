-- Cases: escalation by hand, snooze, merge with undo.

-- A name for each tier of a team, lowest first; an empty one has only its number.
alter table teams add tiers text[] not null default '{""}' check (cardinality(tiers) between 1 and 3);
alter table team_members add tier smallint not null default 1 check (tier between 1 and 3);

-- Who had a ticket before it was escalated: it can go back there. The newest that was not returned counts.
create table escalations (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references tickets (id) on delete cascade,
  from_team_id bigint references teams (id) on delete set null,
  from_tier smallint not null,
  from_assignee_id bigint references agents (id) on delete set null,
  agent_id bigint references agents (id) on delete set null,  -- null: a rule did it
  reason text not null,
  created_at timestamptz(3) not null,
  returned_at timestamptz(3)
);
create index escalations_of_ticket on escalations (ticket_id, id);

-- The clock that wakes tickets asks this index alone; the counts of the working views leave out what sleeps.
create index tickets_snoozed on tickets (snoozed_until) where snoozed_until is not null;
drop index tickets_counts;
create index tickets_counts on tickets (status_category)
  include (priority, next_due_at, team_id, assignee_id, last_author_kind, id, snoozed_until) where status_category < 4;

-- The ticket a message was written in, where it stands in another one since: a merge can be undone at any time.
alter table messages add origin_ticket_id bigint references tickets (id);
create index messages_of_origin on messages (origin_ticket_id) where origin_ticket_id is not null;

-- A ticket that went over to another one, and what the other got by it. Undone: everything goes back.
create table merges (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references tickets (id) on delete cascade,
  into_ticket_id bigint not null references tickets (id) on delete cascade,
  agent_id bigint references agents (id) on delete set null,  -- null: a rule did it
  was_asked boolean not null default false,                   -- it was linked as one that may belong there
  status_id smallint not null references statuses (id),       -- what it was before
  solved_at timestamptz(3),
  brought jsonb not null,                                     -- {contactIds, agentIds, tags} the other did not have
  created_at timestamptz(3) not null,
  undone_at timestamptz(3)
);
create unique index merges_standing on merges (ticket_id) where undone_at is null;
create index merges_into on merges (into_ticket_id) where undone_at is null;

-- Told when a ticket that slept is awake again.
alter table notification_choices drop constraint notification_choices_event_check,
  add constraint notification_choices_event_check check (event in ('assigned', 'answered', 'mentioned', 'undelivered', 'woke'));

-- The account of a day looks at the mail that came in on it.
create index inbound_received_at on inbound (received_at);
