-- What the engine knows of a ticket beside the columns of 0004 (tier, custom_fields, resolution are there already).

alter table tickets add snoozed_until timestamptz(3);                        -- out of the working views until then
alter table tickets add impact smallint check (impact between 1 and 3);      -- 1 high, 3 low; how much is hit
alter table tickets add urgency smallint check (urgency between 1 and 3);    -- how soon it hurts
