-- Views that people make: their own, a team's, everybody's; and how each agent likes to see a view.

alter table views drop constraint views_owner_kind_check;
update views set owner_kind = 'workspace' where owner_kind = 'system';
alter table views
  drop column slug, -- those with a slug are the desk's own and have no row
  add check (owner_kind in ('workspace', 'team', 'agent')),
  add check ((owner_kind = 'team') = (team_id is not null)),
  add check ((owner_kind = 'agent') = (agent_id is not null)),
  add is_reversed boolean not null default false,
  add layout text not null default 'list' check (layout in ('list', 'table')),
  add columns text[] not null default '{}', -- none: the usual ones
  add updated_at timestamptz(3) not null default now();
create index views_of_agent on views (agent_id, position) where agent_id is not null;
create index views_of_team on views (team_id, position) where team_id is not null;

-- What is null is as the view has it. The views of the desk and of its teams have no row in `views`, but looks all the same.
create table view_looks (
  agent_id bigint not null references agents (id) on delete cascade,
  view_id uuid not null,
  sort text check (sort in ('due', 'updated', 'created', 'priority')),
  is_reversed boolean,
  layout text check (layout in ('list', 'table')),
  columns text[],
  is_hidden boolean not null default false,
  primary key (agent_id, view_id)
);
