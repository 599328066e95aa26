-- Ids of messages that a ticket's mails named but the desk never received, so that two answers to an unknown mail, or the
-- mail itself arriving after its answer, meet in one ticket.
create table thread_references (
  external_id text not null check (length(external_id) <= 998),
  ticket_id bigint not null references tickets (id) on delete cascade,
  primary key (external_id, ticket_id)
);
