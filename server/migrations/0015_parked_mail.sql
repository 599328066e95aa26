-- Why mail was parked, as a word the screen has a sentence for, and which release of the desk gave up on it.
alter table inbound
  add column error_code text,
  -- Null: set aside by a decision, not a failure, so nothing but a person tries it again.
  add column parked_by text;

update inbound set parked_by = '' where state = 'parked' and error not like 'An answer to a notification%';
