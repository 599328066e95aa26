-- What the desk writes by itself: confirmations to customers, notifications to agents, and how much of it left lately.

-- {"isOn": false, "texts": {"en": {"subject": "...", "text": "..."}}}; a language without a text has the usual one.
alter table inboxes add column confirmation jsonb not null default '{"isOn": false, "texts": {}}';

-- The subject a message leaves under where it is not the ticket's.
alter table messages add column subject text;

-- One row per mail that no person wrote: the caps of domain/automatic-mail.ts count them.
create table automatic_mail (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('confirmation', 'notification')),
  address text not null,
  ticket_id bigint references tickets (id) on delete cascade,
  at timestamptz(3) not null
);
create index automatic_mail_by_address on automatic_mail (address, at);
create index automatic_mail_by_ticket on automatic_mail (ticket_id, at);
create index automatic_mail_by_time on automatic_mail (at);

-- What an agent wants to hear of, and how. No row: in the app and by mail.
create table notification_choices (
  agent_id bigint not null references agents (id) on delete cascade,
  event text not null check (event in ('assigned', 'answered', 'mentioned', 'undelivered')),
  in_app boolean not null,
  by_mail boolean not null,
  primary key (agent_id, event)
);

alter table notifications add column in_app boolean not null default true;
-- withheld: no mail was due any more when its turn came, or none was allowed.
alter table notifications add column mail text not null default 'none' check (mail in ('none', 'waiting', 'sent', 'withheld'));
create index notifications_to_mail on notifications (agent_id, ticket_id) where mail = 'waiting';
