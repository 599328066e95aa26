-- What rules write and whom they tell: webhooks with what was delivered to them, and the confirmation as a trigger.

create table webhooks (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name text not null,
  url text not null,
  secret text not null,                    -- sealed; shown once
  is_enabled boolean not null default true,
  created_at timestamptz(3) not null default now()
);

-- The body is kept as it is sent: every attempt sends the same bytes under the same id.
create table webhook_deliveries (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  webhook_id bigint not null references webhooks (id) on delete cascade,
  ticket_id bigint references tickets (id) on delete cascade,
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'delivered', 'failed')),
  attempts int not null default 0,
  next_attempt_at timestamptz(3),
  status int,                              -- of the last answer
  answer text,                             -- its beginning
  error text,                              -- why there was none
  created_at timestamptz(3) not null default now(),
  delivered_at timestamptz(3)
);
create index webhook_deliveries_of_webhook on webhook_deliveries (webhook_id, id);
create index webhook_deliveries_of_ticket on webhook_deliveries (ticket_id);
create index webhook_deliveries_queued on webhook_deliveries (next_attempt_at) where state = 'queued';
create index webhook_deliveries_old on webhook_deliveries (created_at);

-- Rules write too.
alter table automatic_mail drop constraint automatic_mail_kind_check;
alter table automatic_mail add constraint automatic_mail_kind_check
  check (kind in ('confirmation', 'notification', 'reply', 'mail'));

-- The confirmation is an ordinary trigger; whether an inbox confirms, and its words, stay with the inbox. Its words are templates.
insert into rules (uuid, kind, name, position, listens_to, condition, actions) values
  ('01930000-0000-7000-8000-000000000201', 'trigger', '{"en": "Confirm new tickets", "pt-BR": "Confirmar novos tickets"}',
    (select coalesce(max(position), 0) + 1 from rules where kind = 'trigger'), '{ticket.opened}', '{"all": []}',
    '[{"action": "confirm", "params": {}}]');
update inboxes set confirmation = replace(replace(confirmation::text, '{number}', '{{ ticket.number }}'),
  '{subject}', '{{ ticket.subject }}')::jsonb where confirmation -> 'texts' <> '{}';
