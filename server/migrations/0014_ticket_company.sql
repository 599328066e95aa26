-- Who else is in a ticket, and what an answer to a closed one does.

-- {"does": "reopen" | "follow_up" | "follow_up_after", "days": 14}: domain/closed-policy.ts.
alter table inboxes add column closed_policy jsonb not null default '{"does": "follow_up", "days": 14}';

-- The agent who brought them in; null: a mail did, by naming them.
alter table participants add column agent_id bigint references agents (id) on delete set null;
