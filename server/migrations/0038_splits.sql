-- A ticket that was made of messages of another one, and the ticket each of them was at home in before: a split can be undone.

create table splits (
  id bigint generated always as identity primary key,
  ticket_id bigint not null unique references tickets (id) on delete cascade,
  from_ticket_id bigint not null references tickets (id) on delete cascade,
  agent_id bigint references agents (id) on delete set null,
  created_at timestamptz(3) not null,
  undone_at timestamptz(3)
);
create index splits_from on splits (from_ticket_id);

create table split_messages (
  split_id bigint not null references splits (id) on delete cascade,
  message_id bigint not null references messages (id) on delete cascade,
  home_ticket_id bigint not null references tickets (id),
  primary key (message_id, split_id)
);

-- Undone, the ticket of a split goes into the one it came from: all that was said in it, and mail for it. That is for good.
alter table merges add ends_split boolean not null default false;
