-- A message names the mail it came from (messages.inbound_id); the other way was written and read by nobody.
alter table inbound drop column message_id;
create index messages_inbound on messages (inbound_id) where inbound_id is not null;
