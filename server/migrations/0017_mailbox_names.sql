-- Servers whose numbers do not last (POP3) name their mail; what became of each name is remembered as long as it matters.
create table mailbox_names (
  mailbox_id bigint not null references mailboxes on delete cascade,
  name text not null,
  -- history: was there at the beginning, to be fetched; left: is not fetched; kept: is stored here; spent: stored, and to be deleted there
  state text not null check (state in ('history', 'left', 'kept', 'spent')),
  primary key (mailbox_id, name)
);
