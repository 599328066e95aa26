-- The board counts what was answered for the first time today. What nobody answered yet is not in it: new mail pays nothing.
create index tickets_first_replied on tickets (first_replied_at desc) where first_replied_at is not null;
