-- A critical ticket that nobody has: told after ten minutes, and to the owner and admins where it is in no team. A rule that somebody
-- changed stays as they made it.
update rules set
  condition = '{"all": [{"field": "priority", "op": "is", "value": "critical"}, {"field": "assignee", "op": "is_not_set"},
    {"field": "status_category", "op": "any_of", "value": ["new", "open"]},
    {"field": "created_at", "op": "hours_since_more_than", "value": 0.16666666666666666}]}',
  actions = '[{"action": "notify", "params": {"people": ["team_or_admins"]}}]',
  timers_begun = 0
where uuid = '01930000-0000-7000-8000-000000000301' and version = 1;
