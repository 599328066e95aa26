-- The clocks of tickets follow the law "a merge that was undone never was": they read the logs of all tickets that were ever
-- merged with one, not only of those that are.
create index merges_from_ever on merges (ticket_id);
create index merges_into_ever on merges (into_ticket_id);
