-- Keys that an agent chose instead of the usual ones, by command.
alter table agents add column keys jsonb not null default '{}';
