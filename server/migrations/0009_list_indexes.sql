-- What lists and counts walk at a million tickets. Each sort has an index of active tickets alone, of a team's and of an agent's.

create index tickets_next_due on tickets (next_due_at, priority, id) where status_category < 4;
create index tickets_team_next_due on tickets (team_id, next_due_at, priority, id) where status_category < 4;
create index tickets_assignee_next_due on tickets (assignee_id, next_due_at, priority, id) where status_category < 4;
-- Solved and closed tickets are never due: by priority and due time they follow the active ones of their priority.
create index tickets_done on tickets (priority, id) where status_category >= 4;
create index tickets_solved on tickets (solved_at desc) where solved_at is not null;

-- All the columns that the views of active tickets ask about and the scope needs, so that counting them reads nothing else.
drop index tickets_counts;
create index tickets_counts on tickets (status_category)
  include (priority, next_due_at, team_id, assignee_id, last_author_kind, id) where status_category < 4;

-- Unassigned tickets are nearly all active. Without knowing that assignee and status go together, the planner expects a
-- tenth of the unassigned active tickets and reads them all to sort them.
create statistics tickets_work (mcv) on assignee_id, status_category from tickets;
alter statistics tickets_work set statistics 300;
